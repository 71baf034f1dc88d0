import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { ask, askPage, cursorOf, readErrors, walk } from './helpers/ask.ts';

describe('pages by cursor, since 2.6', () => {
  it('should have the recorded shape, key by key', async () => {
    const intercom = createTestIntercom({ conversations: 7 });
    const page = await askPage(intercom, '?per_page=2');

    expect(Object.keys(page)).toEqual(['type', 'pages', 'total_count', 'conversations']);
    expect(page).toEqual({
      type: 'conversation.list',
      pages: {
        type: 'pages',
        next: { page: 2, starting_after: expect.any(String) },
        page: 1,
        per_page: '2',
        total_pages: 4,
      },
      total_count: 7,
      conversations: intercom.conversations.slice(0, 2),
    });
  });

  it('should count pages on with the cursor and leave next out on the last one', async () => {
    const intercom = createTestIntercom({ conversations: 3 });
    const first = await askPage(intercom, '?per_page=2');
    const last = await askPage(intercom, `?per_page=2&starting_after=${cursorOf(first) ?? ''}`);

    expect(last.pages).toEqual({ type: 'pages', page: 2, per_page: '2', total_pages: 2 });
    expect(last.conversations).toEqual(intercom.conversations.slice(2));
  });

  it('should give 20, and say so with a number, when no size is asked for', async () => {
    const page = await askPage(createTestIntercom({ conversations: 21 }));

    expect(page.conversations).toHaveLength(20);
    expect(page.pages).toMatchObject({ per_page: 20, total_pages: 2, next: { page: 2 } });
  });

  it('should have no pages when there is nothing', async () => {
    expect(await askPage(createTestIntercom({ conversations: 0 }), '?per_page=2')).toEqual({
      type: 'conversation.list',
      pages: { type: 'pages', page: 1, per_page: '2', total_pages: 0 },
      total_count: 0,
      conversations: [],
    });
  });

  it.each([1, 7, 50, 150])('should walk all of it by %i, in order', async (perPage) => {
    const intercom = createTestIntercom({ conversations: 150 });

    expect(await walk(intercom, perPage)).toEqual(intercom.conversations.map(({ id }) => id));
    expect(intercom.requests).toHaveLength(Math.ceil(150 / perPage));
  });

  it.each(['Preview', '2.6'])('should page %s by cursor too', async (version) => {
    const page = await askPage(createTestIntercom(), '', { 'Intercom-Version': version });

    expect(cursorOf(page)).toEqual(expect.any(String));
  });

  it('should know no page numbers', async () => {
    const intercom = createTestIntercom({ version: 'Preview' });

    expect((await askPage(intercom, '?page=3')).pages).toMatchObject({ page: 1 });
  });
});

describe('pages by number, before 2.6', () => {
  const version = { 'Intercom-Version': '2.5' };

  it('should name the address of the next page, on the way it was asked', async () => {
    const { fetch } = createTestIntercom({ conversations: 5 });
    const response = await fetch('http://127.0.0.1:8080/proxy/conversations?order=asc&per_page=2', {
      headers: { authorization: 'Bearer test-token', ...version },
    });

    expect(await response.json()).toMatchObject({
      pages: {
        page: 1,
        next: 'http://127.0.0.1:8080/proxy/conversations?order=asc&per_page=2&page=2',
        per_page: '2',
        total_pages: 3,
      },
    });
  });

  it('should lead through all of it and end with null', async () => {
    const intercom = createTestIntercom({ conversations: 45 });
    const ids: string[] = [];
    let query: string | null = '';
    while (query !== null) {
      const { pages, conversations } = await askPage(intercom, query, version);
      ids.push(...(conversations ?? []).map(({ id }) => id));
      query = typeof pages?.next === 'string' ? new URL(pages.next).search : null;
    }

    expect(ids).toEqual(intercom.conversations.map(({ id }) => id));
    expect((await askPage(intercom, '?page=3', version)).pages).toMatchObject({ next: null });
    expect((await askPage(intercom, '?page=4', version)).conversations).toEqual([]);
  });

  it('should know no cursors', async () => {
    const response = await ask(createTestIntercom(), '?starting_after=x', version);

    expect(response.status).toBe(200);
  });

  it.each(['0', '-1', '1.5', 'x'])('should refuse page %s', async (page) => {
    const response = await ask(createTestIntercom(), `?page=${page}`, version);

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({
      errors: [{ code: 'parameter_invalid', message: 'Page is invalid' }],
    });
  });
});

describe('the query', () => {
  it.each(['0', '00', '-1', '1.5', 'x', ''])('should refuse a page size of "%s"', async (size) => {
    const response = await ask(createTestIntercom(), `?per_page=${size}`);

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({ errors: [{ code: 'parameter_invalid' }] });
  });

  it('should refuse more than 150 on one page, as too big', async () => {
    const intercom = createTestIntercom({ conversations: 200 });
    const response = await ask(intercom, '?per_page=151');

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({
      errors: [{ code: 'parameter_invalid', message: 'Per Page is too big' }],
    });
    expect((await askPage(intercom, '?per_page=150')).conversations).toHaveLength(150);
  });

  it('should refuse a cursor it did not write', async () => {
    const response = await ask(createTestIntercom(), '?starting_after=215472856448646');

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({ errors: [{ code: 'client_error' }] });
  });
});

describe('the work for one page', () => {
  it('should not grow with the workspace', async () => {
    let reads = 0;
    const conversations = createTestIntercom({ conversations: 20_000 }).conversations.map(
      (conversation) => ({
        ...conversation,
        get updated_at() {
          reads += 1;
          return conversation.updated_at;
        },
      }),
    );
    const intercom = createTestIntercom({ conversations });
    const cursor = btoa(`[${(conversations[9999]?.updated_at ?? 0) * 1000},"0",2]`);
    await askPage(intercom, '?per_page=1');
    reads = 0;
    await askPage(intercom, `?per_page=1&starting_after=${cursor}`);

    expect(reads).toBeGreaterThan(10);
    expect(reads).toBeLessThan(40);
    // To generate 20,000 conversations takes seconds on a busy machine.
  }, 30_000);
});
