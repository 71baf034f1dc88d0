import { describe, expect, it } from '@jest/globals';
import { concatMap, delay, filter, of, take, toArray } from 'rxjs';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { endlessList } from '../helpers/endless-list.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

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
    const { fetch, urls } = endlessList(2);
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
    const { fetch, urls } = endlessList(p);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, perPage: p }).pipe(take(n)));
    await pass();
    expect(result.values).toHaveLength(n);
    expect(result.state).toBe('complete');
    await pass(60_000);
    expect(urls()).toHaveLength(requests);
  });

  it('should be as exact behind operators that drop some', async () => {
    const { fetch, urls } = endlessList(4);
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
