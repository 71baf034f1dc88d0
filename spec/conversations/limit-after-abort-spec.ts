import { describe, expect, it } from '@jest/globals';
import { conversations$, type Fetch, type IntercomError } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { listing } from '../helpers/listing.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('limit behind an abort inside a page', () => {
  const conversations = createTestIntercom({ conversations: 60 }).conversations;
  const bulk = conversations.map((conversation) => ({
    ...conversation,
    updated_at: 1_700_000_000,
  }));

  it.each([
    ['of one second', bulk, 32, {}, 4],
    ['of one second, in the first page', bulk, 12, {}, 1],
    ['in no order', [...conversations].reverse(), 32, {}, 4],
    ['in no order that matters', [...conversations].reverse(), 32, { requireOrder: false }, 4],
    ['in order', conversations, 32, {}, 1],
  ])('should deliver the next five of a list %s', async (_, rows, wanted, more, requests) => {
    const { fetch } = listing(rows, 20);
    const asked: number[] = [];
    const counting: Fetch = (url, init) => {
      asked.push(Number(new URL(url).searchParams.get('per_page')));
      return fetch(url, init);
    };
    const options = { token: 'tk-7f3a', fetch: counting, ...more };
    const controller = new AbortController();
    const first = collect(conversations$({ ...options, signal: controller.signal }), () => {
      if (first.values.length === wanted) controller.abort();
    });
    await pass();
    const resumeFrom = (first.error as IntercomError).checkpoint;
    asked.length = 0;
    const second = await runToEnd(conversations$({ ...options, resumeFrom, limit: 5 }));
    expect(second.error).toBeUndefined();
    expect(second.values).toEqual(rows.slice(wanted, wanted + 5));
    expect(asked).toHaveLength(requests);
    expect(Math.min(...asked)).toBeGreaterThan(0);
  });

  it('should deliver the next five behind a cursor', async () => {
    const { fetch, requests } = listing(conversations, 20);
    const options = { token: 'tk-7f3a', fetch };
    const controller = new AbortController();
    const from = { ...options, startingAfter: '20', signal: controller.signal };
    const first = collect(conversations$(from), () => {
      if (first.values.length === 12) controller.abort();
    });
    await pass();
    const resumeFrom = (first.error as IntercomError).checkpoint;
    const second = await runToEnd(conversations$({ ...options, resumeFrom, limit: 5 }));
    expect(ids(second.values)).toEqual(ids(conversations.slice(32, 37)));
    expect(requests()).toBe(2);
  });
});
