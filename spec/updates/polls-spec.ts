import { describe, expect, it, jest } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import {
  conversationUpdates$,
  createRateLimiter,
  type Fetch,
  type UpdatesOptions,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import {
  BEGIN,
  MINUTE,
  sorted,
  stamps,
  timed,
  touch,
  useLiveTime,
  watch,
  workspace,
} from '../helpers/live.ts';
import { NOW, pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('the polls', () => {
  it('should not begin before somebody subscribes, and begin for each subscriber', async () => {
    const intercom = workspace(9);
    const updates$ = conversationUpdates$(optionsFor(intercom));
    await pass(MINUTE);
    expect(intercom.requests).toHaveLength(0);
    watch(updates$);
    watch(updates$);
    await pass();
    expect(intercom.requests).toHaveLength(2);
  });

  it('should come every 30 s, and never end by themselves', async () => {
    const { intercom, times } = timed();
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(29_999);
    expect(times).toEqual([0]);
    await pass(1);
    expect(times).toEqual([0, 30_000]);
    await pass(60 * MINUTE - 30_000);
    expect(times).toHaveLength(121);
    expect(result).toMatchObject({ values: [], state: 'open' });
  });

  it.each([1, 250, 10_000, 90_000])('should come every %i ms when asked to', async (interval) => {
    const { intercom, times } = timed({ rateLimit: null });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval }));
    for (let turn = 0; turn < 5; turn += 1) await pass(interval);
    expect(times).toEqual([0, 1, 2, 3, 4, 5].map((turn) => turn * interval));
  });

  it.each([
    [700, 1_000],
    [1_000, 1_000],
    [5_000, 1_000],
    [45_000, 30_000],
  ])('should be an interval apart, end to begin: latency %i ms, interval %i ms', async (...all) => {
    const [latency, interval] = all;
    const { intercom, times } = timed({ latency });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval }));
    await pass(3 * (latency + interval));
    expect(times).toEqual([0, 1, 2, 3].map((turn) => turn * (latency + interval)));
  });

  it('should never overlap, nor their pages, however slow the answers are', async () => {
    const intercom = workspace(9, { latency: 4_000 });
    const open: number[] = [];
    const fetch: Fetch = (url, init) => {
      open.push(intercom.requests.filter(({ state }) => state === 'open').length);
      return intercom.fetch(url, init);
    };
    const options = { ...optionsFor(intercom), fetch, interval: 500, perPage: 2, prefetch: true };
    const result = watch(conversationUpdates$(options));
    await pass(5_000);
    for (const id of ['1', '2', '3', '4', '5']) touch(intercom, id);
    await pass(MINUTE);
    expect(ids(result.values)).toHaveLength(5);
    expect(open.length).toBeGreaterThan(8);
    expect(new Set(open)).toEqual(new Set([0]));
  });

  it('should go through the rate limiter, the same one each time', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 10_000 } });
    const rateLimiter = createRateLimiter();
    const reserve = jest.spyOn(rateLimiter, 'reserve');
    const update = jest.spyOn(rateLimiter, 'update');
    const options = { ...optionsFor(intercom), rateLimiter, interval: 1_000 };
    watch(conversationUpdates$(options));
    await pass(25_000);
    const granted = reserve.mock.results.filter(({ value }) => value === 0);
    expect(granted).toHaveLength(intercom.requests.length);
    expect(update).toHaveBeenCalledTimes(intercom.requests.length);
    expect(intercom.requests.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('should keep to a limit that nobody shares', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 10_000 } });
    watch(conversationUpdates$({ ...optionsFor(intercom), interval: 1_000 }));
    await pass(25_000);
    expect(intercom.requests.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  it('should be timed by the scheduler', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 90_000);
    const intercom = workspace(9, { rateLimit: null });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), scheduler }));
    await pass(5 * MINUTE);
    expect(intercom.requests).toHaveLength(1);
    scheduler.flush();
    await pass();
    expect(intercom.requests).toHaveLength(2);
    expect(scheduler.now()).toBe(60_000 + 30_000);
    result.unsubscribe();
  });

  it('should cost one request each while little changes', async () => {
    const intercom = workspace(90);
    const options = { ...optionsFor(intercom), interval: 1_000 };
    const result = watch(conversationUpdates$(options));
    await pass(500);
    for (let id = 1; id <= 10; id += 1) {
      touch(intercom, String(id));
      await pass(1_000);
    }
    expect(result.values).toHaveLength(10);
    expect(intercom.requests).toHaveLength(11);
  });
});

describe('what comes', () => {
  it('should be nothing of what was there at the first poll', async () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(5 * MINUTE);
    expect(result.values).toEqual([]);
  });

  it('should be nothing of it either where more of the newest second was there than fits a page', async () => {
    const intercom = workspace(9);
    for (const id of ['1', '2', '3', '4']) intercom.update(id, { updated_at: BEGIN - 5 });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), perPage: 3 }));
    await pass(5 * MINUTE);
    expect(stamps(result.values)).toEqual([]);
  });

  it('should be each conversation that changed, the oldest change of a poll first', async () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(1_000);
    for (const id of ['4', '2', '7']) {
      touch(intercom, id);
      await pass(1_000);
    }
    expect(result.values).toEqual([]);
    await pass(26_000);
    expect(stamps(result.values)).toEqual(['4@1', '2@2', '7@3']);
    expect([...result.values].reverse()).toEqual(intercom.conversations.slice(0, 3));
    await pass(10_000);
    touch(intercom, '5');
    await pass(20_000);
    expect(stamps(result.values)).toEqual(['4@1', '2@2', '7@3', '5@40']);
  });

  it('should be new conversations, too, also in a workspace that had none', async () => {
    const intercom = workspace(0);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(1_000);
    const first = intercom.add();
    await pass(30_000);
    const second = intercom.add();
    await pass(30_000);
    expect(result.values).toEqual([first, second]);
  });

  it('should be a conversation each time it has changed, and once in its final state', async () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    for (const changes of [3, 1, 2]) {
      for (let count = 0; count < changes; count += 1) {
        await pass(2_000);
        touch(intercom, '6');
      }
      await pass(30_000 - changes * 2_000);
    }
    await pass(2 * MINUTE);
    expect(stamps(result.values)).toEqual(['6@6', '6@32', '6@64']);
  });

  it.each([1, 2, 3, 4, 9, 150])(
    'should be all of it where ten have changed, by pages of %i',
    async (perPage) => {
      const intercom = workspace(30, { latency: 50 });
      const result = watch(conversationUpdates$({ ...optionsFor(intercom), perPage }));
      const changed = Array.from({ length: 10 }, (_, index) => String(3 * index + 1));
      for (const id of changed) {
        await pass(1_000);
        touch(intercom, id);
      }
      await pass(2 * MINUTE);
      expect(ids(result.values)).toEqual(changed);
    },
  );

  it.each([1, 2, 3, 4, 5])(
    'should be all of a second that many share, by pages of %i',
    async (perPage) => {
      const intercom = workspace(9, { latency: 50 });
      const result = watch(conversationUpdates$({ ...optionsFor(intercom), perPage }));
      await pass(5_000);
      for (const id of ['3', '4', '5', '6', '7', '8', '9']) touch(intercom, id);
      await pass(3 * MINUTE);
      expect(sorted(ids(result.values))).toEqual(['3', '4', '5', '6', '7', '8', '9']);
    },
  );

  it.each([1, 2, 3, 20])(
    'should be what joins the newest second after a poll, above or below, by pages of %i',
    async (perPage) => {
      const intercom = workspace(9, { rateLimit: null });
      const options = { ...optionsFor(intercom), perPage, interval: 100 };
      const result = watch(conversationUpdates$(options));
      await pass(1_050);
      const polls: (readonly string[])[] = [];
      for (const changed of [['5', '6'], ['2'], ['9'], ['1', '7', '8']]) {
        for (const id of changed) touch(intercom, id);
        const before = result.values.length;
        await pass(100);
        polls.push(sorted(stamps(result.values.slice(before))));
      }
      expect(polls).toEqual([['5@1', '6@1'], ['2@1'], ['9@1'], ['1@1', '7@1', '8@1']]);
      await pass(2_000);
      expect(result.values).toHaveLength(7);
    },
  );

  it('should be what joins the second that was the newest at the first poll', async () => {
    const intercom = workspace(9);
    touch(intercom, '5');
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), interval: 100 }));
    await pass(50);
    touch(intercom, '8');
    touch(intercom, '2');
    await pass(2_000);
    expect(sorted(stamps(result.values))).toEqual(['2@0', '8@0']);
  });

  it('should be what changes while a poll is under way, above what it has read', async () => {
    const intercom = workspace(12, { latency: 1_000 });
    const options = { ...optionsFor(intercom), perPage: 3, interval: 10_000 };
    const result = watch(conversationUpdates$(options));
    await pass(5_000);
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8']) touch(intercom, id);
    // Pages of 3 are answered from 12 s on, each a second after the one before it.
    await pass(7_500);
    touch(intercom, '8');
    touch(intercom, '11');
    await pass(MINUTE);
    const last = new Map(result.values.map(({ id, updated_at }) => [id, updated_at - BEGIN]));
    expect([...last].sort()).toEqual([
      ['1', 5],
      ['11', 12],
      ['2', 5],
      ['3', 5],
      ['4', 5],
      ['5', 5],
      ['6', 5],
      ['7', 5],
      ['8', 12],
    ]);
    expect(new Set(stamps(result.values)).size).toBe(result.values.length);
  });

  it('should be nothing old where the newest ones are taken away', async () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), interval: 1_000 }));
    await pass(5_500);
    touch(intercom, '4');
    await pass(2_000);
    intercom.remove('4');
    await pass(2_000);
    intercom.remove('9');
    await pass(10_000);
    touch(intercom, '2');
    await pass(10_000);
    expect(stamps(result.values)).toEqual(['4@5', '2@19']);
  });

  it('should be nothing twice where the list is empty for a while', async () => {
    const intercom = workspace(9);
    let isEmpty = false;
    const fetch: Fetch = async (url, init) => {
      const response = await intercom.fetch(url, init);
      const body = (await response.json()) as object;
      const empty = { ...body, conversations: [], pages: null };
      return new Response(JSON.stringify(isEmpty ? empty : body));
    };
    const options = { ...optionsFor(intercom), fetch, interval: 1_000 };
    const result = watch(conversationUpdates$(options));
    await pass(5_500);
    touch(intercom, '4');
    await pass(2_000);
    isEmpty = true;
    await pass(2_000);
    isEmpty = false;
    await pass(10_000);
    expect(stamps(result.values)).toEqual(['4@5']);
  });

  it('should come also where a page is only to be had in a smaller size', async () => {
    const intercom = workspace(30, {
      fault: ({ perPage = 0 }) => (perPage > 2 ? { status: 504 } : undefined),
    });
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(5_000);
    for (const id of ['1', '2', '3', '4', '5', '6', '7']) {
      touch(intercom, id);
      await pass(1_000);
    }
    await pass(5 * MINUTE);
    expect(ids(result.values)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });
});

describe('since', () => {
  it.each<[string, UpdatesOptions['since'], readonly string[]]>([
    ['a number', BEGIN - 86_400 + 7, ['7', '8', '9']],
    ['a number with a fraction', BEGIN - 86_400 + 7.5, ['8', '9']],
    ['a Date', new Date(NOW - 86_400_000 + 7_000), ['7', '8', '9']],
    ['a Date inside a second', new Date(NOW - 86_400_000 + 7_999), ['7', '8', '9']],
    ['the newest second', BEGIN - 86_400 + 9, ['9']],
    ['a time after all', BEGIN - 86_400 + 10, []],
    ['the beginning', 0, ['1', '2', '3', '4', '5', '6', '7', '8', '9']],
  ])('should be the first second that comes: %s', async (_, since, expected) => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), since, perPage: 3 }));
    await pass();
    expect(ids(result.values)).toEqual(expected);
    await pass(10_000);
    touch(intercom, '5');
    await pass(10 * MINUTE);
    expect(ids(result.values)).toEqual([...expected, '5']);
  });

  it.each([1, 2, 3, 20])(
    'should take all of a second that many share, by pages of %i',
    async (perPage) => {
      const intercom = workspace(9);
      for (const id of ['2', '4', '6', '8']) intercom.update(id, { updated_at: BEGIN - 60 });
      const options = { ...optionsFor(intercom), perPage, since: BEGIN - 60 };
      const result = watch(conversationUpdates$(options));
      await pass(5 * MINUTE);
      expect(sorted(ids(result.values))).toEqual(['2', '4', '6', '8']);
    },
  );

  it('should read everything of an old time, the oldest change first', async () => {
    const intercom = createTestIntercom({ conversations: 433 });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), since: new Date(0) }));
    await pass(MINUTE);
    expect(result.values).toEqual([...intercom.conversations].reverse());
  });
});
