import { describe, expect, it } from '@jest/globals';
import { conversationUpdates$, type Fetch } from '../../lib/index.ts';
import {
  BEGIN,
  MINUTE,
  sorted,
  stamps,
  touch,
  useLiveTime,
  watch,
  workspace,
} from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

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

  it('should be the version that is right where a poll reads a conversation twice', async () => {
    const intercom = workspace(6, { latency: 1_000 });
    const result = watch(
      conversationUpdates$({
        ...optionsFor(intercom),
        since: BEGIN - 30,
        perPage: 1,
        interval: 10_000,
      }),
    );
    await pass(7_000);
    for (const id of ['1', '2', '3', '4']) intercom.update(id, { updated_at: BEGIN + 7 });
    intercom.update('5', { updated_at: BEGIN + 30 * 86_400 });
    await pass(6_500);
    // Corrected, to where the poll has not been yet.
    intercom.update('5', { updated_at: BEGIN + 5 });
    await pass(5 * MINUTE);
    expect(stamps(result.values)).toEqual(['5@5', '4@7', '3@7', '2@7', '1@7']);
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

  it('should be a conversation again where its date goes back to one that has come', async () => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), lookBack: 5 * MINUTE }));
    await pass(1_000);
    for (const second of [1, 601, 1]) {
      intercom.update('6', { updated_at: BEGIN + second });
      await pass(30_000);
    }
    await pass(2 * MINUTE);
    expect(stamps(result.values)).toEqual(['6@1', '6@601', '6@1']);
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
