import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { take, VirtualTimeScheduler, type Observable } from 'rxjs';
import {
  conversationPages$,
  conversationUpdates$,
  createRateLimiter,
  processConversations$,
  type Checkpoint,
  type Conversation,
  type Fetch,
  type IntercomError,
  type UpdatesOptions,
} from '../lib/index.ts';
import {
  createTestIntercom,
  type Fault,
  type TestIntercom,
  type TestIntercomOptions,
} from '../lib/testing/index.ts';
import { collect, type Collected } from './helpers/collect.ts';
import { runToEnd } from './helpers/run-to-end.ts';
import { NOW, pass, useVirtualTimeStrictly } from './helpers/virtual-time.ts';
import { ids, optionsFor } from './helpers/workspace.ts';

/** The streams of the present spec: they do not end by themselves. */
const watched: Collected<unknown>[] = [];

// Before the look for timers, so that every spec tells whether unsubscribing leaves one.
afterEach(() => {
  for (const result of watched.splice(0)) result.unsubscribe();
});

useVirtualTimeStrictly();

const MINUTE = 60_000;

/** The second a spec begins in. */
const BEGIN = NOW / 1000;

/** Subscribes until the end of the spec. */
function watch<T>(source: Observable<T>, onNext?: (value: T) => void): Collected<T> {
  const result = collect(source, onNext);
  watched.push(result);
  return result;
}

/** Milliseconds since the spec began. */
function now(): number {
  return Date.now() - NOW;
}

/** Changes a conversation in the present second, whatever stands on top. */
function touch(intercom: TestIntercom, id: string): void {
  intercom.update(id, { updated_at: Math.floor(Date.now() / 1000) });
}

/** What changed when, in seconds since the spec began. */
function stamps(conversations: readonly Conversation[]): readonly string[] {
  return conversations.map(({ id, updated_at }) => `${id}@${updated_at - BEGIN}`);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}

/** Old conversations, with the ids from 1 on and no second in common. */
function workspace(count: number, options: TestIntercomOptions = {}): TestIntercom {
  const intercom = createTestIntercom({ ...options, conversations: 0 });
  for (let index = 1; index <= count; index += 1) {
    intercom.add({ id: String(index), updated_at: BEGIN - 86_400 + index });
  }
  return intercom;
}

/** When requests came in, in milliseconds since the spec began. */
function timed(options: TestIntercomOptions = {}): { intercom: TestIntercom; times: number[] } {
  const times: number[] = [];
  const fault = (): undefined => {
    times.push(now());
  };
  return { intercom: workspace(9, { ...options, fault }), times };
}

/** Sends the list of a workspace in another order. */
function reordered(intercom: TestIntercom, isWrong: () => boolean): Fetch {
  return async (url, init) => {
    const response = await intercom.fetch(url, init);
    const body = (await response.json()) as { conversations: unknown[] };
    if (isWrong()) body.conversations.reverse();
    return new Response(JSON.stringify(body));
  };
}

describe('the looks', () => {
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
  it('should be nothing of what was there at the first look', async () => {
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

  it('should be each conversation that changed, the oldest change of a look first', async () => {
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
    'should be what joins the newest second after a look, above or below, by pages of %i',
    async (perPage) => {
      const intercom = workspace(9, { rateLimit: null });
      const options = { ...optionsFor(intercom), perPage, interval: 100 };
      const result = watch(conversationUpdates$(options));
      await pass(1_050);
      const looks: (readonly string[])[] = [];
      for (const changed of [['5', '6'], ['2'], ['9'], ['1', '7', '8']]) {
        for (const id of changed) touch(intercom, id);
        const before = result.values.length;
        await pass(100);
        looks.push(sorted(stamps(result.values.slice(before))));
      }
      expect(looks).toEqual([['5@1', '6@1'], ['2@1'], ['9@1'], ['1@1', '7@1', '8@1']]);
      await pass(2_000);
      expect(result.values).toHaveLength(7);
    },
  );

  it('should be what joins the second that was the newest at the first look', async () => {
    const intercom = workspace(9);
    touch(intercom, '5');
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), interval: 100 }));
    await pass(50);
    touch(intercom, '8');
    touch(intercom, '2');
    await pass(2_000);
    expect(sorted(stamps(result.values))).toEqual(['2@0', '8@0']);
  });

  it('should be what changes while a look is under way, above what it has read', async () => {
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

describe('a failure for a while', () => {
  it.each<[string, Fault]>([
    ['a 500', { status: 500 }],
    ['a 408', { status: 408 }],
    ['a 429 without a time', { status: 429 }],
    ['a 429 with a time', { status: 429, headers: { 'retry-after': '2' } }],
    ['a 503 of HTML', { status: 503, body: '<html>busy</html>' }],
    ['a 504', { status: 504 }],
    ['a reset', { reset: true }],
    ['a truncated body', { truncate: 700 }],
    ['an empty body', { body: '' }],
    ['no answer at all', { hang: 'headers' }],
    ['a body that hangs', { hang: 'body' }],
  ])('should not end it, and the next look finds all: %s', async (_, fault) => {
    let broken = false;
    const intercom = workspace(9, {
      rateLimit: null,
      fault: () => (broken ? fault : undefined),
    });
    const options = { ...optionsFor(intercom), timeout: 5_000, perPage: 2 };
    for (const retry of [false, {}] as const) {
      broken = false;
      const begun = Math.floor(now() / 1000);
      const result = watch(conversationUpdates$({ ...options, retry }));
      await pass(1_000);
      broken = true;
      for (const id of ['1', '2', '3', '4', '5']) {
        touch(intercom, id);
        await pass(1_000);
      }
      await pass(10 * MINUTE);
      expect(result).toMatchObject({ values: [], state: 'open', error: undefined });
      broken = false;
      await pass(5 * MINUTE);
      const expected = ['1', '2', '3', '4', '5'].map((id, index) => `${id}@${begun + 1 + index}`);
      expect(stamps(result.values)).toEqual(expected);
      result.unsubscribe();
    }
  });

  it('should be looked at again an interval after it', async () => {
    const times: number[] = [];
    const intercom = workspace(9, {
      fault: ({ number }) => {
        times.push(now());
        return number === 2 ? { status: 500 } : undefined;
      },
    });
    const options = { ...optionsFor(intercom), retry: false, interval: 7_000 } as const;
    watch(conversationUpdates$(options));
    await pass(21_000);
    expect(times).toEqual([0, 7_000, 14_000, 21_000]);
  });

  it('should emit nothing of the pages that did come, and all of them later, once', async () => {
    let broken = true;
    const intercom = workspace(9, {
      fault: ({ number, startingAfter }) =>
        broken && number > 1 && startingAfter !== undefined ? { status: 503 } : undefined,
    });
    const options = { ...optionsFor(intercom), perPage: 2, retry: false } as const;
    const result = watch(conversationUpdates$(options));
    await pass(1_000);
    for (const id of ['1', '2', '3', '4', '5']) {
      touch(intercom, id);
      await pass(1_000);
    }
    await pass(2 * MINUTE);
    expect(result.values).toEqual([]);
    touch(intercom, '2');
    broken = false;
    await pass(2 * MINUTE);
    expect(stamps(result.values)).toEqual(['1@1', '3@3', '4@4', '5@5', '2@126']);
  });

  it('should be a limit further away than maxWait, too', async () => {
    const intercom = workspace(9, { rateLimit: { limit: 2, window: 600_000 } });
    const options = { ...optionsFor(intercom), retry: { maxWait: 1_000 } };
    const result = watch(conversationUpdates$(options));
    await pass(40_000);
    expect(intercom.requests).toHaveLength(2);
    touch(intercom, '3');
    await pass(8 * MINUTE);
    expect(intercom.requests).toHaveLength(2);
    expect(result).toMatchObject({ values: [], state: 'open' });
    await pass(3 * MINUTE);
    expect(stamps(result.values)).toEqual(['3@40']);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
  });

  it('should be a first look that finds nothing to begin with', async () => {
    let broken = true;
    const intercom = workspace(9, { fault: () => (broken ? { status: 500 } : undefined) });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), retry: false }));
    await pass(MINUTE);
    broken = false;
    await pass(MINUTE);
    touch(intercom, '5');
    await pass(MINUTE);
    expect(stamps(result.values)).toEqual(['5@120']);
  });
});

describe('a failure for good', () => {
  it.each<[string, Fault, IntercomError['kind']]>([
    ['a 400', { status: 400 }, 'error-list'],
    ['a 401', { status: 401 }, 'unauthorized'],
    ['a 401 of HTML', { status: 401, body: '<html>' }, 'http'],
    ['a 403', { status: 403 }, 'forbidden'],
    ['a 404', { status: 404 }, 'error-list'],
    ['a redirect elsewhere', { status: 302, headers: { location: 'https://x.example' } }, 'http'],
  ])('should end it, and be gone on from without a gap: %s', async (_, fault, kind) => {
    let broken = false;
    const intercom = workspace(9, { fault: () => (broken ? fault : undefined) });
    const options = { ...optionsFor(intercom), perPage: 2 };
    const first = watch(conversationUpdates$(options));
    await pass(1_000);
    touch(intercom, '7');
    await pass(30_000);
    touch(intercom, '8');
    touch(intercom, '3');
    broken = true;
    await pass(MINUTE);
    const { error, values } = first;
    expect(stamps(values)).toEqual(['7@1']);
    expect(error).toMatchObject({ kind, attempts: 1 });
    const sent = intercom.requests.length;
    await pass(10 * MINUTE);
    expect(intercom.requests).toHaveLength(sent);
    broken = false;
    touch(intercom, '1');
    const resumeFrom = roundTrip((error as IntercomError).checkpoint);
    const second = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(MINUTE);
    expect(stamps(second.values)).toEqual(['8@31', '3@31', '1@691']);
  });

  it('should be a bad option at once, without a request', () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), perPage: 0 }));
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'perPage' });
    expect(intercom.requests).toHaveLength(0);
  });

  it('should be a failing token, with a checkpoint', async () => {
    const intercom = workspace(9);
    const tokens = ['test-token'];
    const token = (): string => tokens.shift() ?? '';
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), token }));
    await pass(MINUTE);
    expect(result.error).toMatchObject({
      kind: 'invalid-options',
      field: 'token',
      checkpoint: { mark: null, downTo: BEGIN - 86_400 + 9 },
    });
  });

  it('should be a list in another order, unless that is allowed', async () => {
    const intercom = workspace(9);
    let isWrong = false;
    const fetch = reordered(intercom, () => isWrong);
    const options = { ...optionsFor(intercom), fetch };
    const strict = watch(conversationUpdates$(options));
    const lenient = watch(conversationUpdates$({ ...options, requireOrder: false }));
    await pass(1_000);
    touch(intercom, '4');
    isWrong = true;
    await pass(MINUTE);
    expect(strict.error).toMatchObject({ kind: 'list-order', conversationId: '2' });
    expect(strict.values).toEqual([]);
    expect(lenient).toMatchObject({ state: 'open', error: undefined });
    isWrong = false;
    touch(intercom, '7');
    await pass(MINUTE);
    expect(ids(lenient.values)).toContain('7');
    const resumeFrom = roundTrip((strict.error as IntercomError).checkpoint);
    const rest = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(MINUTE);
    expect(stamps(rest.values)).toEqual(['4@1', '7@61']);
  });

  it('should be a list in another order at the first look, too', async () => {
    const intercom = workspace(9);
    const fetch = reordered(intercom, () => true);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), fetch }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'list-order', checkpoint: null });
  });

  it.each(['1.4', '2.0', '2.5'])('should be a version that counts pages: %s', async (version) => {
    const intercom = workspace(9);
    const options = { ...optionsFor(intercom), version, perPage: 3 };
    const result = watch(conversationUpdates$(options));
    await pass(MINUTE);
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'version' });
    expect(intercom.requests).toHaveLength(0);
  });

  it.each(['2.6', '2.7', 'Preview', null])('should be no other version: %s', async (version) => {
    const intercom = workspace(9);
    const options = { ...optionsFor(intercom), version, perPage: 3 };
    const result = watch(conversationUpdates$(options));
    await pass(1_000);
    touch(intercom, '3');
    await pass(MINUTE);
    expect(stamps(result.values)).toEqual(['3@1']);
  });
});

/** What a checkpoint is after a night in a file. */
function roundTrip(checkpoint: Checkpoint | null): Checkpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}

describe('resumeFrom', () => {
  it.each([1, 3, 20])(
    'should leave no gap behind an export that caught up, by pages of %i',
    async (perPage) => {
      const intercom = workspace(12, { latency: 200, rateLimit: null });
      const options = { ...optionsFor(intercom), perPage };
      const pages: Checkpoint[] = [];
      const exported: Conversation[] = [];
      const edits = ['3', '5', '12', '3'];
      const export$ = conversationPages$({ ...options, catchUp: true });
      const walk = watch(export$, ({ conversations, checkpoint }) => {
        exported.push(...conversations);
        pages.push(checkpoint);
        const id = edits.shift();
        if (id !== undefined) touch(intercom, id);
      });
      await pass(MINUTE);
      expect(walk.state).toBe('complete');
      touch(intercom, '8');
      touch(intercom, '1');
      await pass(MINUTE);
      const resumeFrom = roundTrip(pages.at(-1) ?? null);
      const live = watch(conversationUpdates$({ ...options, resumeFrom }));
      await pass(100);
      touch(intercom, '2');
      await pass(MINUTE);
      expect(ids(live.values)).toEqual(['8', '1', '2']);
      const all = [...exported, ...live.values];
      expect(new Set(stamps(all)).size).toBe(all.length);
      const last = new Map(all.map(({ id, updated_at }) => [id, updated_at]));
      const final = intercom.conversations.map(({ id, updated_at }) => [id, updated_at] as const);
      expect(last).toEqual(new Map(final));
    },
  );

  it('should catch up with what changed since a plain export began', async () => {
    const intercom = workspace(12, { latency: 200 });
    const options = { ...optionsFor(intercom), perPage: 5 };
    const pages: Checkpoint[] = [];
    watch(conversationPages$(options), ({ checkpoint, number }) => {
      pages.push(checkpoint);
      // One that the walk has seen, and one that it is going to miss.
      if (number === 1) for (const id of ['11', '2']) touch(intercom, id);
    });
    await pass(MINUTE);
    const resumeFrom = roundTrip(pages.at(-1) ?? null);
    const live = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(5 * MINUTE);
    expect(sorted(ids(live.values))).toEqual(['11', '2']);
  });

  it('should take the last checkpoint of finished work', async () => {
    const intercom = workspace(12);
    const checkpoints: Checkpoint[] = [];
    const onCheckpoint = (checkpoint: Checkpoint): void => {
      checkpoints.push(checkpoint);
    };
    const work$ = processConversations$({ ...optionsFor(intercom), onCheckpoint }, ({ id }) => [
      id,
    ]);
    await runToEnd(work$);
    touch(intercom, '6');
    const resumeFrom = roundTrip(checkpoints.at(-1) ?? null);
    const live = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids(live.values)).toEqual(['6']);
  });

  it('should go on also in the middle of a walk, page by page, and then with what changes', async () => {
    const intercom = workspace(9);
    const pages = await runToEnd(
      conversationPages$({ ...optionsFor(intercom), perPage: 3 }).pipe(take(1)),
    );
    const resumeFrom = pages.values[0]?.checkpoint;
    touch(intercom, '8');
    const live = watch(conversationUpdates$({ ...optionsFor(intercom), perPage: 3, resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids(live.values)).toEqual(['4', '5', '6', '1', '2', '3', '8']);
  });

  it('should get on with the rest of a walk although each look at it fails in the end', async () => {
    const intercom = workspace(60, {
      fault: ({ number }) => (number % 4 === 0 ? { status: 503 } : undefined),
    });
    const options = { ...optionsFor(intercom), perPage: 3, retry: false } as const;
    const first = await runToEnd(conversationPages$(options).pipe(take(1)));
    const resumeFrom = first.values[0]?.checkpoint;
    const live = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(10 * MINUTE);
    expect(new Set(ids(live.values)).size).toBe(57);
    expect(live.values).toHaveLength(57);
  });

  it('should leave the server alone for as long as it asked for', async () => {
    const intercom = workspace(9, {
      fault: ({ number }) =>
        number === 2 ? { status: 503, headers: { 'retry-after': '600' } } : undefined,
    });
    watch(conversationUpdates$(optionsFor(intercom)));
    await pass(10 * MINUTE + 29_000);
    expect(intercom.requests).toHaveLength(2);
    await pass(2_000);
    expect(intercom.requests).toHaveLength(3);
  });
});

describe('an abort', () => {
  it('should be an AbortError at once where it has happened before', () => {
    const intercom = workspace(9);
    const reason = new Error('no more');
    const options = { ...optionsFor(intercom), signal: AbortSignal.abort(reason) };
    const result = watch(conversationUpdates$(options));
    expect(result.error).toMatchObject({
      kind: 'abort',
      cause: reason,
      checkpoint: null,
    });
    expect(intercom.requests).toHaveLength(0);
  });

  it.each([
    ['between two looks', 20_000, 'answered'],
    ['in the first one', 500, 'aborted'],
    ['in a later one', 31_500, 'aborted'],
  ])('should end it, and be gone on from: %s', async (_, time, state) => {
    const intercom = workspace(9, { latency: 1_000 });
    const controller = new AbortController();
    const options = { ...optionsFor(intercom), since: BEGIN - 86_400 + 7 };
    const result = watch(conversationUpdates$({ ...options, signal: controller.signal }));
    await pass(time);
    controller.abort('enough');
    expect(result.error).toMatchObject({ kind: 'abort', cause: 'enough' });
    expect(intercom.requests.at(-1)?.state).toBe(state);
    expect(jest.getTimerCount()).toBe(0);
    touch(intercom, '2');
    const resumeFrom = roundTrip((result.error as IntercomError).checkpoint);
    const rest = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids([...result.values, ...rest.values])).toEqual(['7', '8', '9', '2']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'should leave exactly the rest when it happens at number %i of the seven of a look',
    async (count) => {
      const intercom = workspace(9);
      const controller = new AbortController();
      const options = { ...optionsFor(intercom), perPage: 2 };
      const updates$ = conversationUpdates$({ ...options, signal: controller.signal });
      const first = watch(updates$, () => {
        if (first.values.length === count) controller.abort();
      });
      await pass(1_000);
      for (const id of ['3', '1', '9', '2']) touch(intercom, id);
      await pass(1_000);
      for (const id of ['6', '4', '5']) touch(intercom, id);
      await pass(MINUTE);
      expect(first.error).toMatchObject({ kind: 'abort' });
      expect(first.values).toHaveLength(count);
      const resumeFrom = roundTrip((first.error as IntercomError).checkpoint);
      const second = watch(conversationUpdates$({ ...options, resumeFrom }));
      await pass(5 * MINUTE);
      const all = [...first.values, ...second.values];
      expect(stamps(all)).toEqual(['9@1', '3@1', '2@1', '1@1', '6@2', '5@2', '4@2']);
    },
  );

  it('should leave a checkpoint that does not grow with what has come', async () => {
    const intercom = workspace(9);
    const controller = new AbortController();
    const updates$ = conversationUpdates$({ ...optionsFor(intercom), signal: controller.signal });
    const result = watch(updates$);
    for (const id of ['3', '1', '4', '5', '9', '2', '6']) {
      await pass(20_000);
      touch(intercom, id);
    }
    await pass(MINUTE);
    controller.abort();
    expect(result.values).toHaveLength(7);
    expect((result.error as IntercomError).checkpoint).toMatchObject({
      cursor: null,
      downTo: BEGIN + 140,
      delivered: [['6', BEGIN + 140]],
    });
  });

  it('should leave also what changed again after it had come', async () => {
    const intercom = workspace(9);
    const controller = new AbortController();
    const updates$ = conversationUpdates$({ ...optionsFor(intercom), signal: controller.signal });
    const first = watch(updates$, ({ id }) => {
      if (id === '4') controller.abort();
    });
    await pass(1_000);
    touch(intercom, '4');
    await pass(1_000);
    touch(intercom, '5');
    await pass(MINUTE);
    touch(intercom, '4');
    const resumeFrom = roundTrip((first.error as IntercomError).checkpoint);
    const second = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(MINUTE);
    expect(stamps(first.values)).toEqual(['4@1']);
    expect(stamps(second.values)).toEqual(['5@2', '4@62']);
  });
});

describe('unsubscribing', () => {
  it.each<[string, number, TestIntercomOptions, string]>([
    ['between two looks', 10_000, {}, 'answered'],
    ['during a request', 500, { latency: 1_000 }, 'aborted'],
    ['while a body hangs', 500, { fault: () => ({ hang: 'body' }) }, 'aborted'],
    ['while waiting to retry', 200, { fault: () => ({ status: 500 }) }, 'answered'],
    [
      'while waiting for the limit',
      30_000,
      { rateLimit: { limit: 1, window: MINUTE } },
      'answered',
    ],
  ])('should leave no timer and no open request: %s', async (_, time, options, state) => {
    const intercom = workspace(9, options);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(time);
    expect(result.state).toBe('open');
    expect(jest.getTimerCount()).toBeGreaterThan(0);
    result.unsubscribe();
    await pass();
    expect(jest.getTimerCount()).toBe(0);
    expect(intercom.requests.map((request) => request.state)).toEqual([state]);
    await pass(10 * MINUTE);
    expect(intercom.requests).toHaveLength(1);
    expect(result.state).toBe('open');
  });

  it('should be honoured in the middle of a look', async () => {
    const intercom = workspace(9);
    const result = watch(
      conversationUpdates$({ ...optionsFor(intercom), since: 0, perPage: 4 }).pipe(take(2)),
    );
    await pass(MINUTE);
    expect(ids(result.values)).toEqual(['1', '2']);
    expect(result.state).toBe('complete');
    expect(intercom.requests).toHaveLength(3);
    expect(jest.getTimerCount()).toBe(0);
  });
});

/** Something that happens in the workspace, so many milliseconds after what happened before. */
interface Edit {
  readonly after: number;
  /** To which one; to one that is not there: it is added. */
  readonly pick: number;
  readonly isRemoval: boolean;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  after: fc.oneof(fc.constant(0), fc.nat(900), fc.nat(2_000)),
  pick: fc.integer({ min: 1, max: 14 }),
  isRemoval: fc.nat(7).map((dice) => dice === 0),
});

/** Takes a conversation away, adds it or changes it, in the present second. */
function apply(intercom: TestIntercom, { pick, isRemoval }: Edit): void {
  const id = String(pick);
  const isThere = intercom.conversations.some((one) => one.id === id);
  if (isThere && isRemoval) intercom.remove(id);
  else if (isThere) touch(intercom, id);
  else intercom.add({ id, updated_at: Math.floor(Date.now() / 1000) });
}

describe('any schedule of changes', () => {
  it('should come to the final state of each, nothing twice and nothing unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          edits: fc.array(edit, { minLength: 1, maxLength: 20 }),
          perPage: fc.integer({ min: 1, max: 5 }),
          latency: fc.integer({ min: 1, max: 900 }),
          interval: fc.integer({ min: 200, max: 3_000 }),
        }),
        async ({ edits, perPage, latency, interval }) => {
          const intercom = workspace(10, { latency, rateLimit: null });
          const options = { ...optionsFor(intercom), perPage, interval };
          const result = collect(conversationUpdates$(options));
          await pass(latency);
          const begun = Math.floor(Date.now() / 1000);
          for (const one of edits) {
            await pass(one.after);
            apply(intercom, one);
          }
          // The look under way, which may read every page, and two more.
          await pass(3 * (interval + 15 * latency));
          result.unsubscribe();
          const seen = stamps(result.values);
          expect(new Set(seen).size).toBe(seen.length);
          expect(result.values.filter(({ updated_at }) => updated_at < begun)).toEqual([]);
          const last = new Map(result.values.map(({ id, updated_at }) => [id, updated_at]));
          const changed = intercom.conversations.filter(({ updated_at }) => updated_at >= begun);
          for (const { id, updated_at } of changed)
            expect([id, last.get(id)]).toEqual([id, updated_at]);
          await pass();
          expect(jest.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });
});
