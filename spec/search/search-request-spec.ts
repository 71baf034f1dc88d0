import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversations$, type ConversationsOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { mockFetch, type MockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { ways } from '../helpers/ways.ts';

useVirtualTime();

const SEARCH = 'https://api.intercom.io/conversations/search';
const query = { field: 'state', operator: '=', value: 'open' } as const;
const sort = { field: 'created_at', order: 'ascending' } as const;

function optionsOf({ fetch }: MockFetch, more: ConversationsOptions = {}): ConversationsOptions {
  return { token: 'tk-7f3a', fetch, random: () => 0.5, query, ...more };
}

function bodies({ mock }: MockFetch): readonly unknown[] {
  return mock.callHistory
    .calls()
    .map(({ options }) => JSON.parse(options.body as string) as unknown);
}

describe('the requests of a search', () => {
  it.each(Object.entries(ways))('should have the cursor in the body: %s', async (_, way) => {
    const mock = mockFetch(listBody(['1', '2'], 'b'), listBody(['3']));
    const result = collect(way(optionsOf(mock, { sort, perPage: 2 })));
    await pass();
    expect(result.state).toBe('complete');
    expect(ids(result.values)).toEqual(['1', '2', '3']);
    expect(mock.urls()).toEqual([SEARCH, SEARCH]);
    expect(bodies(mock)).toEqual([
      { query, sort, pagination: { per_page: 2 } },
      { query, sort, pagination: { per_page: 2, starting_after: 'b' } },
    ]);
  });

  it('should be POST requests of JSON, with the token and the version', async () => {
    const mock = mockFetch(listBody(['1']));
    collect(conversations$(optionsOf(mock, { version: '2.14' })));
    await pass();
    const call = mock.mock.callHistory.lastCall();
    expect(call?.options.method?.toUpperCase()).toBe('POST');
    expect(Object.fromEntries(new Headers(call?.options.headers).entries())).toEqual({
      accept: 'application/json',
      authorization: 'Bearer tk-7f3a',
      'content-type': 'application/json',
      'intercom-version': '2.14',
    });
    expect(bodies(mock)).toEqual([{ query, pagination: { per_page: 20 } }]);
  });

  it('should start after a cursor, and name it and the next one', async () => {
    const mock = mockFetch(listBody(['1'], 'c'), listBody(['2']));
    const result = collect(conversationPages$(optionsOf(mock, { startingAfter: 'b' })));
    await pass();
    expect(result.values.map(({ startingAfter, next }) => [startingAfter, next])).toEqual([
      ['b', 'c'],
      ['c', null],
    ]);
  });

  it('should be repeated after a failure, in a smaller size where the page is too large', async () => {
    const mock = mockFetch(503, 504, listBody(['1']));
    const result = collect(conversations$(optionsOf(mock)));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(bodies(mock)).toEqual([
      { query, pagination: { per_page: 20 } },
      { query, pagination: { per_page: 20 } },
      { query, pagination: { per_page: 10 } },
    ]);
  });

  it('should ask for no more than is wanted', async () => {
    const mock = mockFetch(listBody(['1', '2'], 'b'), listBody(['3'], 'c'));
    const result = collect(conversations$(optionsOf(mock, { perPage: 2, limit: 3 })));
    await pass();
    expect(ids(result.values)).toEqual(['1', '2', '3']);
    expect(bodies(mock)[1]).toMatchObject({ pagination: { per_page: 1 } });
  });

  it('should follow no cursor that is a URL', async () => {
    const next = 'https://evil.example/conversations/search';
    const mock = mockFetch({ ...listBody(['1']), pages: { next } });
    const result = collect(conversations$(optionsOf(mock)));
    await pass(HOUR);
    expect(result.error).toMatchObject({ kind: 'decode' });
    expect(mock.urls()).toEqual([SEARCH]);
  });
});

describe('a redirect of a search', () => {
  it.each([307, 308])('should be followed with the body on the own origin: %i', async (status) => {
    const mock = mockFetch({ status, headers: { Location: '/moved' } }, listBody(['1']));
    const result = collect(conversations$(optionsOf(mock)));
    await pass();
    expect(result.state).toBe('complete');
    expect(mock.urls()).toEqual([SEARCH, 'https://api.intercom.io/moved']);
    expect(bodies(mock)[1]).toEqual(bodies(mock)[0]);
  });

  it.each([
    [301, '/moved'],
    [302, '/moved'],
    [303, '/moved'],
    [307, 'https://evil.example/'],
    [308, '//evil.example/conversations/search'],
  ])('should not be followed: %i to %s', async (status, location) => {
    const mock = mockFetch({ status, headers: { Location: location } }, listBody(['1']));
    const result = collect(conversations$(optionsOf(mock)));
    await pass(HOUR);
    expect(result.error).toMatchObject({ kind: 'http', status });
    expect(mock.urls()).toEqual([SEARCH]);
  });
});

describe('the options of a search', () => {
  it.each<[string, object]>([
    ['query.value', { query: { field: 'updated_at', operator: '>', value: 1_767_600_000_000 } }],
    ['query', { query: null }],
    ['sort', { query: undefined, sort }],
    ['sort.order', { sort: { field: 'created_at', order: 'asc' } }],
    ['perPage', { perPage: 151 }],
    ['sort', { sort, catchUp: true }],
    ['sort', { sort: { field: 'updated_at', order: 'ascending' }, catchUp: true }],
    ['startingAfter', { startingAfter: 'https://api.intercom.io/conversations/search' }],
  ])('should be refused before any request: %s', async (field, wrong) => {
    const mock = mockFetch(listBody(['1']));
    const result = collect(conversations$(optionsOf(mock, wrong)));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field });
    expect(mock.urls()).toEqual([]);
  });
});

describe('a refusal of a search', () => {
  it('should be the error of the API where there is no cursor', async () => {
    const body = errorList('parameter_invalid', 'query is invalid');
    const mock = mockFetch({ status: 400, body });
    const result = collect(conversations$(optionsOf(mock)));
    await pass();
    expect(result.error).toMatchObject({
      kind: 'error-list',
      message: `Request failed with status 400 (parameter_invalid: query is invalid): POST ${SEARCH}`,
    });
    expect(mock.urls()).toHaveLength(1);
  });
});
