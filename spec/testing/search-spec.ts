import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { cursorOf } from './helpers/ask.ts';
import { everything, idsOf, postSearch, searchPage, walkSearch } from './helpers/search.ts';

describe('a search', () => {
  it('should answer in the shape of the list, but tell the page size as a number', async () => {
    const intercom = createTestIntercom({ conversations: 7 });
    const page = await searchPage(intercom, { query: everything, pagination: { per_page: 2 } });

    expect(Object.keys(page)).toEqual(['type', 'pages', 'total_count', 'conversations']);
    expect(page).toEqual({
      type: 'conversation.list',
      pages: {
        type: 'pages',
        next: { page: 2, starting_after: expect.any(String) },
        page: 1,
        per_page: 2,
        total_pages: 4,
      },
      total_count: 7,
      conversations: intercom.conversations.slice(0, 2),
    });
  });

  it('should give 20 when no size is asked for, and leave next out on the last page', async () => {
    const page = await searchPage(createTestIntercom({ conversations: 20 }), { query: everything });

    expect(page.conversations).toHaveLength(20);
    expect(page.pages).toEqual({ type: 'pages', page: 1, per_page: 20, total_pages: 1 });
  });

  it('should take null for everything that can be left out', async () => {
    const intercom = createTestIntercom({ conversations: 3 });
    const body = { query: everything, pagination: null, sort: null };
    const pagination = { per_page: null, starting_after: null };

    expect(idsOf(await searchPage(intercom, body))).toHaveLength(3);
    expect(idsOf(await searchPage(intercom, { ...body, pagination }))).toHaveLength(3);
  });

  it('should find nothing in an empty workspace', async () => {
    const page = await searchPage(createTestIntercom({ conversations: 0 }), { query: everything });

    expect(page).toMatchObject({ total_count: 0, conversations: [], pages: { total_pages: 0 } });
    expect(page.pages).not.toHaveProperty('next');
  });

  it('should be answered in 2.0 and newer, with cursors', async () => {
    const intercom = createTestIntercom();
    const response = await postSearch(intercom, { query: everything }, '2.0');

    expect(await response.json()).toHaveProperty('pages.next.starting_after');
    expect((await postSearch(intercom, { query: everything }, '1.4')).status).toBe(400);
  });

  it('should be a POST, and no conversation', async () => {
    const { fetch } = createTestIntercom();
    const url = 'https://api.intercom.io/conversations/search';
    const headers = { authorization: 'Bearer test-token' };

    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await fetch(url, { method, headers })).status).toBe(404);
    }
  });

  it('should take the same body as bytes, or in a Request', async () => {
    const { fetch } = createTestIntercom({ conversations: 3 });
    const url = 'https://api.intercom.io/conversations/search';
    const headers = { authorization: 'Bearer test-token', 'content-type': 'application/json' };
    const body = JSON.stringify({ query: everything });
    const bytes = await fetch(url, { method: 'POST', headers, body: new Blob([body]) });
    const request = await fetch(new Request(url, { method: 'POST', headers, body }));

    expect(await bytes.json()).toMatchObject({ total_count: 3 });
    expect(await request.json()).toMatchObject({ total_count: 3 });
  });

  it('should be recorded with its query, order and page, and count in the rate window', async () => {
    const intercom = createTestIntercom({
      conversations: 3,
      rateLimit: { limit: 2, window: 3_600_000 },
    });
    const sort = { field: 'id', order: 'descending' };
    const first = await searchPage(intercom, {
      ...{ query: everything, sort },
      pagination: { per_page: 2 },
    });
    await searchPage(intercom, {
      query: everything,
      pagination: { starting_after: cursorOf(first) },
    });
    await searchPage(intercom, { query: everything });
    const common = { endpoint: 'search', method: 'POST', query: everything };

    expect(intercom.requests).toMatchObject([
      { ...common, sort, perPage: 2, page: 1, startingAfter: undefined, status: 200 },
      { ...common, sort: undefined, page: 2, startingAfter: cursorOf(first), status: 200 },
      { ...common, page: 1, status: 429 },
    ]);
    const records = intercom.requests.map((request) => ({ ...request, headers: {} }));
    expect(JSON.stringify(records)).not.toContain('test-token');
  });

  it('should fail as the script says', async () => {
    const intercom = createTestIntercom({
      fault: ({ endpoint, page }) => (endpoint === 'search' && page === 2 ? { status: 503 } : {}),
    });
    const first = await postSearch(intercom, { query: everything });
    const starting_after = cursorOf((await first.json()) as Parameters<typeof cursorOf>[0]);
    const second = await postSearch(intercom, {
      query: everything,
      pagination: { starting_after },
    });

    expect([first.status, second.status]).toEqual([200, 503]);
  });
});

describe('the order of a search', () => {
  const rows = [
    { id: '9', created_at: 30, updated_at: 90, waiting_since: null },
    { id: '10', created_at: 10, updated_at: 70, waiting_since: 12 },
    { id: '11', created_at: 30, updated_at: 80, waiting_since: 50 },
    { id: '12', created_at: 20, updated_at: 70, waiting_since: null },
    { id: '13', created_at: 20, updated_at: 60, waiting_since: 12 },
  ];
  const intercom = createTestIntercom({ conversations: 0 });
  for (const row of rows) intercom.add(row);

  it.each([
    [undefined, '9 11 10 12 13'],
    [{}, '9 11 10 12 13'],
    [{ field: 'created_at' }, '9 11 12 13 10'],
    [{ order: 'ascending' }, '13 10 12 11 9'],
    [{ field: 'updated_at', order: 'ascending' }, '13 10 12 11 9'],
    [{ field: 'created_at', order: 'ascending' }, '10 12 13 9 11'],
    [{ field: 'id', order: 'ascending' }, '9 10 11 12 13'],
    [{ field: 'id', order: 'descending' }, '13 12 11 10 9'],
    [{ field: 'waiting_since', order: 'ascending' }, '10 13 11 9 12'],
    [{ field: 'waiting_since', order: 'descending' }, '11 10 13 9 12'],
  ])('should be, for %j, %s', async (sort, expected) => {
    for (const perPage of [1, 2, 5]) {
      expect((await walkSearch(intercom, { sort, perPage })).join(' ')).toBe(expected);
    }
  });
});
