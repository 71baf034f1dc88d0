import { describe, expect, it, jest } from '@jest/globals';
import { tap, timer } from 'rxjs';
import { conversations$, processConversations$, type Fetch } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { latest } from '../helpers/latest.ts';
import { listBody } from '../helpers/list-body.ts';
import { listing } from '../helpers/listing.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('a walk that catches up, in odd places', () => {
  const rows = (...seconds: readonly number[]): object[] =>
    seconds.map((updated_at) => ({ id: String(updated_at), updated_at }));

  /** Page 1 is empty and has a next; page 2 holds these. */
  function emptyFirst(conversations: readonly object[]): { fetch: Fetch; requests: () => number } {
    let requests = 0;
    const fetch: Fetch = (url) => {
      requests += 1;
      const isFirst = !url.includes('starting_after');
      const body = isFirst
        ? { conversations: [], pages: { page: 1, next: { starting_after: 'a' } } }
        : { conversations, pages: { page: 2 } };
      return Promise.resolve(new Response(JSON.stringify(body)));
    };
    return { fetch, requests: () => requests };
  }

  it.each([
    ['rows behind it', rows(9, 8)],
    ['none at all', []],
  ])('should end although the first page is empty: %s', async (_, conversations) => {
    const { fetch, requests } = emptyFirst(conversations);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, catchUp: true }));
    await pass(5_000);
    expect(result.state).toBe('complete');
    expect(result.values).toEqual(conversations);
    expect(requests()).toBeLessThan(11);
  });

  it('should end although the clock is set back', async () => {
    const second = NOW / 1000;
    const intercom: TestIntercom = createTestIntercom({
      conversations: 0,
      latency: 100,
      fault: ({ number }) => {
        if (number === 4) jest.setSystemTime(Date.now() - 3_600_000);
        return undefined;
      },
    });
    for (let id = 1; id <= 30; id += 1) intercom.add({ id: String(id), updated_at: second });
    const result = collect(conversations$({ ...optionsFor(intercom), catchUp: true }));
    await pass(10_000);
    expect(result.state).toBe('complete');
    expect(result.values).toHaveLength(30);
  });

  it('should begin no pass before the work on older versions is done', async () => {
    const intercom = createTestIntercom({ conversations: 10 });
    const table = new Map<string, number>();
    const changed = intercom.conversations.at(-1)?.id;
    let isFirst = true;
    const options = { ...optionsFor(intercom), catchUp: true, lowWater: 5 };
    const save$ = processConversations$(
      options,
      ({ id, updated_at }) => {
        const slow = id === changed && isFirst;
        if (slow) intercom.update(id);
        isFirst &&= !slow;
        return timer(slow ? 1_000 : 10).pipe(tap(() => table.set(id, updated_at)));
      },
      4,
    );
    await runToEnd(save$);
    expect(table.size).toBe(10);
    expect(table.get(changed ?? '')).toBe(intercom.conversations[0]?.updated_at);
  });

  it('should ask for those it knows besides those it wants', async () => {
    const second = NOW / 1000 - 60;
    const intercom = createTestIntercom({ conversations: 0 });
    for (let count = 0; count < 100; count += 1) intercom.add({ updated_at: second });
    const options = { ...optionsFor(intercom), catchUp: true, perPage: 150, limit: 101 };
    const { values } = await runToEnd(conversations$(options));
    expect(values).toHaveLength(100);
    expect(intercom.requests).toHaveLength(2);
  });

  it('should double nothing and end, also where the list comes last updated last', async () => {
    const { conversations } = createTestIntercom({ conversations: 50 });
    const ascending = [...conversations].reverse();
    const { fetch, requests } = listing(ascending, 20);
    const options = { token: 'tk-7f3a', fetch, catchUp: true, requireOrder: false };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(values).toEqual(ascending);
    expect(requests()).toBeLessThan(12);
  });

  it('should fail on rows without a time also where the order does not matter', async () => {
    const { fetch } = mockFetch(listBody(['a']));
    const options = { token: 'tk-7f3a', fetch, catchUp: true, requireOrder: false };
    const result = collect(conversations$(options));
    await pass();
    expect(result.error).toMatchObject({ kind: 'list-order', conversationId: 'a' });
  });

  it('should bring no older version after a newer one, with a page ahead', async () => {
    const second = NOW / 1000;
    const intercom: TestIntercom = createTestIntercom({
      conversations: 0,
      latency: 10,
      fault: ({ number }) => (number === 1 ? { truncate: 700 } : undefined),
    });
    for (let id = 1; id <= 8; id += 1) intercom.add({ id: String(id), updated_at: second - id });
    const late: Fetch = async (url, init) => {
      const response = await intercom.fetch(url, init);
      if (intercom.requests.length === 2) {
        intercom.remove('2');
        intercom.remove('3');
        intercom.update('5', { updated_at: second + 1 });
        intercom.add({ id: '100', updated_at: second + 2 });
      }
      return response;
    };
    const options = {
      ...optionsFor(intercom),
      fetch: late,
      perPage: 4,
      catchUp: true,
      prefetch: true,
    };
    const { values } = await runToEnd(conversations$(options));
    for (const { id, updated_at } of intercom.conversations) {
      expect(latest(values).get(id)?.updated_at).toBe(updated_at);
    }
  });
});

describe('a list that repeats itself', () => {
  it.each([false, true])('should be passed on as it is, with catchUp: %s', async (catchUp) => {
    const row = { id: '1', updated_at: 9 };
    const page = (next?: string): object => ({
      conversations: [row, row],
      pages: next === undefined ? null : { next: { starting_after: next } },
    });
    const { fetch } = mockFetch(page('b'), page('c'), page(), page());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, catchUp }));
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values).toEqual([row, row, row, row, row, row]);
  });
});
