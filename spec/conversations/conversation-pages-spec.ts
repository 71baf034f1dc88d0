import { describe, expect, it } from '@jest/globals';
import { map, take, toArray } from 'rxjs';
import { conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { endlessList } from '../helpers/endless-list.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('conversationPages$', () => {
  it('should tell everything about each page', async () => {
    const api = {
      format: 1,
      baseUrl: 'https://api.intercom.io',
      version: '2.7',
      catchUp: null,
    };
    const rows = (...times: readonly number[]): object[] =>
      times.map((time) => ({ id: String(time), updated_at: time }));
    const pages = (page: number, next?: string): object => ({
      type: 'pages',
      page,
      per_page: '2',
      total_pages: 2,
      ...(next === undefined ? {} : { next: { page: page + 1, starting_after: next } }),
    });
    const { fetch } = mockFetch(
      {
        headers: {
          Date: new Date(NOW).toUTCString(),
          'X-Request-Id': 'req-1',
          'X-RateLimit-Limit': '167',
          'X-RateLimit-Remaining': '166',
          'X-RateLimit-Reset': String(NOW / 1000 + 10),
        },
        body: { conversations: rows(9, 8), total_count: 3, pages: pages(1, 'b') },
      },
      {
        headers: { 'X-Request-Id': 'req-2' },
        body: { conversations: rows(7), total_count: 4, pages: pages(2) },
      },
    );
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch, perPage: 2 }));
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values).toStrictEqual([
      {
        conversations: rows(9, 8),
        number: 1,
        pass: 0,
        totalPages: 2,
        totalCount: 3,
        perPage: 2,
        startingAfter: undefined,
        next: 'b',
        requestId: 'req-1',
        rateLimit: {
          limit: 167,
          remaining: 166,
          reset: new Date(NOW + 10_000),
          resetIn: 10_000,
        },
        checkpoint: {
          ...api,
          pass: 0,
          page: 2,
          cursor: 'b',
          newest: 9,
          startedAt: NOW / 1000,
          since: null,
          below: 9,
          lateBefore: null,
          delivered: [['9', 9]],
        },
      },
      {
        conversations: rows(7),
        number: 2,
        pass: 0,
        totalPages: 2,
        totalCount: 4,
        perPage: 2,
        startingAfter: 'b',
        next: null,
        requestId: 'req-2',
        rateLimit: null,
        checkpoint: {
          ...api,
          pass: 1,
          page: 1,
          cursor: null,
          newest: null,
          startedAt: null,
          since: 9,
          below: null,
          lateBefore: NOW / 1000,
          delivered: [['9', 9]],
        },
      },
    ]);
  });

  it('should fall back on what it knows itself, where the API does not tell', async () => {
    const bare = (next?: string): object => ({
      body: {
        conversations: [{ id: '1' }],
        pages: next === undefined ? null : { next: { starting_after: next } },
      },
    });
    const { fetch } = mockFetch(bare('b'), 500, bare('c'), bare());
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch, perPage: 7 }));
    await pass(60_000);
    const known = { totalPages: null, totalCount: null, perPage: 7, requestId: null };
    expect(result.values).toMatchObject([
      { ...known, number: 1, startingAfter: undefined, next: 'b', rateLimit: null },
      { ...known, number: 2, startingAfter: 'b', next: 'c', rateLimit: null },
      { ...known, number: 3, startingAfter: 'c', next: null, rateLimit: null },
    ]);
  });

  it('should take the API’s own count, also where the walk began in the middle', async () => {
    const { fetch } = mockFetch({
      body: { conversations: [], total_count: 0, pages: { page: 57, total_pages: 0 } },
    });
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch, startingAfter: 'x' }));
    await pass();
    expect(result.values).toMatchObject([
      { number: 57, totalPages: 0, totalCount: 0, startingAfter: 'x' },
    ]);
  });

  it('should emit empty pages too', async () => {
    const { fetch } = mockFetch(listBody([], 'b'), listBody(['1']));
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values.map(({ conversations }) => conversations.length)).toStrictEqual([0, 1]);
  });

  it.each([1, 2, 3, 5])('should read %i pages with as many requests', async (n) => {
    const { fetch, urls } = endlessList(3);
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch }).pipe(take(n)));
    await pass(60_000);
    expect(result.values).toHaveLength(n);
    expect(urls()).toHaveLength(n);
  });

  it.each([1, 2, 3])('should resume exactly behind page %i by its next', async (n) => {
    const { fetch, urls } = endlessList(3);
    const firsts = collect(conversationPages$({ token: 'tk-7f3a', fetch }).pipe(take(n)));
    await pass();
    const startingAfter = firsts.values.at(-1)?.next ?? undefined;
    const rest = conversationPages$({ token: 'tk-7f3a', fetch, startingAfter }).pipe(take(5 - n));
    const lasts = collect(rest);
    await pass();
    const ids = [...firsts.values, ...lasts.values].flatMap(({ conversations }) =>
      conversations.map(({ id }) => id),
    );
    expect(ids).toStrictEqual(Array.from({ length: 15 }, (_, index) => String(index)));
    expect(lasts.values[0]?.startingAfter).toBe(startingAfter);
    expect(urls()).toHaveLength(5);
  });

  it('should be the same conversations as conversations$', async () => {
    const { fetch } = endlessList(3);
    const options = { token: 'tk-7f3a', fetch };
    const single = collect(conversations$(options).pipe(take(9), toArray()));
    const paged = collect(
      conversationPages$(options).pipe(
        take(3),
        map(({ conversations }) => conversations),
        toArray(),
      ),
    );
    await pass();
    expect(paged.values[0]?.flat()).toStrictEqual(single.values[0]);
  });
});
