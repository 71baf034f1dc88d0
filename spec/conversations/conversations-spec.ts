import { describe, expect, it } from '@jest/globals';
import { concatMap, delay, filter, map, of, take, toArray } from 'rxjs';
import { conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, type MockFetch } from '../helpers/mock-fetch.ts';
import { NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/** A list without end, `size` conversations a page, numbered from 0. */
function endless(size: number): MockFetch {
  const mock = mockFetch();
  mock.mock.any(({ queryParams }) => {
    const start = Number(queryParams?.get('starting_after') ?? 0);
    const ids = Array.from({ length: size }, (_, index) => String(start + index));
    return listBody(ids, String(start + size));
  });
  return mock;
}

describe('conversations$', () => {
  it('should emit every conversation of every page, in the API’s order', async () => {
    const { fetch, urls } = mockFetch(
      listBody(['3', '1'], 'b'),
      listBody(['2'], 'c'),
      listBody(['9', '8', '7']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(['3', '1', '2', '9', '8', '7']);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST, after('b'), after('c')]);
  });

  it('should request nothing before subscribe', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const source = conversations$({ token: 'tk-7f3a', fetch });
    await pass(60_000);
    expect(urls()).toStrictEqual([]);
    collect(source);
    await pass();
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should walk afresh for each subscription', async () => {
    const { fetch, urls } = mockFetch(
      listBody(['1'], 'b'),
      listBody(['2']),
      listBody(['3'], 'c'),
      listBody(['4']),
    );
    const source = conversations$({ token: 'tk-7f3a', fetch });
    const first = collect(source);
    await pass();
    const second = collect(source);
    await pass();
    expect(first.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(second.values.map(({ id }) => id)).toStrictEqual(['3', '4']);
    expect(urls()).toStrictEqual([FIRST, after('b'), FIRST, after('c')]);
  });

  it('should walk twice at once for two subscriptions at once', async () => {
    const { fetch, urls } = endless(2);
    const source = conversations$({ token: 'tk-7f3a', fetch }).pipe(take(4));
    const results = [collect(source), collect(source)];
    await pass();
    const ids = results.map(({ values }) => values.map(({ id }) => id));
    expect(ids).toStrictEqual([
      ['0', '1', '2', '3'],
      ['0', '1', '2', '3'],
    ]);
    expect([...urls()].sort()).toStrictEqual([FIRST, FIRST, after('2'), after('2')]);
  });

  it.each([
    [0, 3, 0],
    [1, 1, 1],
    [2, 1, 2],
    [1, 3, 1],
    [2, 3, 1],
    [3, 3, 1],
    [4, 3, 2],
    [6, 3, 2],
    [7, 3, 3],
    [20, 20, 1],
    [21, 20, 2],
    [300, 150, 2],
    [1_000, 20, 50],
  ])('should read %i conversations, %i a page, with %i requests', async (n, p, requests) => {
    const { fetch, urls } = endless(p);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, perPage: p }).pipe(take(n)));
    await pass();
    expect(result.values).toHaveLength(n);
    expect(result.state).toBe('complete');
    await pass(60_000);
    expect(urls()).toHaveLength(requests);
  });

  it('should be as exact behind operators that drop some', async () => {
    const { fetch, urls } = endless(4);
    const even = filter(({ id }: { readonly id: string }) => Number(id) % 2 === 0);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }).pipe(even, take(4)));
    await pass(60_000);
    expect(result.values.map(({ id }) => id)).toStrictEqual(['0', '2', '4', '6']);
    expect(urls()).toHaveLength(2);
  });

  it('should keep the order behind asynchronous work', async () => {
    const { fetch } = mockFetch(listBody(['1', '2'], 'b'), listBody(['3']));
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch }).pipe(
        concatMap(({ id }) => of(id).pipe(delay(100))),
        toArray(),
      ),
    );
    await pass(300);
    expect(result.values).toStrictEqual([['1', '2', '3']]);
  });

  it('should complete on an empty list', async () => {
    const { fetch, urls } = mockFetch(listBody([]));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values).toStrictEqual([]);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should go on behind empty pages that have a cursor', async () => {
    const { fetch, urls } = mockFetch(
      listBody([], 'b'),
      listBody(['1'], 'c'),
      listBody([], 'd'),
      listBody([], 'e'),
      listBody(['2']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(urls()).toHaveLength(5);
  });

  it('should deliver what came before a failure', async () => {
    const { fetch } = mockFetch(listBody(['1', '2'], 'b'), 404);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(result.error).toMatchObject({ status: 404, startingAfter: 'b' });
  });

  it('should resume where a failure says, without a gap or a repetition', async () => {
    const { fetch, mock } = mockFetch(listBody(['1', '2'], 'b'), 404);
    const failed = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    mock.anyOnce(listBody(['3', '4'], 'c')).anyOnce(listBody(['5']));
    const { startingAfter } = failed.error as { startingAfter: string };
    const resumed = collect(conversations$({ token: 'tk-7f3a', fetch, startingAfter }));
    await pass();
    const ids = [...failed.values, ...resumed.values].map(({ id }) => id);
    expect(ids).toStrictEqual(['1', '2', '3', '4', '5']);
    expect(mock.callHistory.calls().map(({ url }) => url)).toStrictEqual([
      FIRST,
      after('b'),
      after('b'),
      after('c'),
    ]);
  });

  it('should pass fields and enum values nobody knows through untouched', async () => {
    const sent = [
      {
        type: 'conversation',
        id: '215472856448646',
        state: 'hibernating',
        priority: 'urgent',
        admin_assignee_id: 0,
        team_assignee_id: '7803411',
        source: { type: null, author: { type: 'robot', email: '' }, body: '<p>é 😀</p>' },
        teammates: { type: 'admin.list', admins: [{ type: 'admin', id: '1' }] },
        custom_attributes: { 'Copilot used': false, 'Created by': 7_803_408, none: null },
        topics: {},
        ticket: null,
        brand_new: [{ deep: [1, 2.5, 'x', null, { a: [] }] }],
        camelCase: 1e21,
      },
      {},
      { id: 7, created_at: '2026-01-05' },
    ];
    const { fetch } = mockFetch({ body: { type: 'conversation.list', conversations: sent } });
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.values).toStrictEqual(sent);
  });
});

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
          lateBefore: null,
          delivered: [],
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
          since: NOW / 1000 - 30,
          lateBefore: NOW / 1000,
          delivered: [],
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
    const { fetch, urls } = endless(3);
    const result = collect(conversationPages$({ token: 'tk-7f3a', fetch }).pipe(take(n)));
    await pass(60_000);
    expect(result.values).toHaveLength(n);
    expect(urls()).toHaveLength(n);
  });

  it.each([1, 2, 3])('should resume exactly behind page %i by its next', async (n) => {
    const { fetch, urls } = endless(3);
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
    const { fetch } = endless(3);
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
