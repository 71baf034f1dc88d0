import { describe, expect, it } from '@jest/globals';
import { PaginationStalledError, type DeletionsOptions } from '../../lib/index.ts';
import {
  deletion,
  deletionPage,
  deletions,
  deletionServer,
  type PageClaims,
} from '../helpers/deletion-list.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { LIST, ofList } from './of-list.ts';
import { readDeletions } from './read-deletions.ts';

useVirtualTimeStrictly();

describe('the end of the list', () => {
  const NEXT = 'https://api.intercom.io/conversations/deleted?page=2';
  const ROW = deletion('9', 90);

  it.each<[string, readonly unknown[], PageClaims]>([
    ['no next', [ROW], {}],
    ['a next that is null', [ROW], { next: null }],
    ['a next that is empty', [ROW], { next: '' }],
    ['no next, and the last of its pages', [ROW], { next: null, total_pages: 1 }],
    ['no rows', [], {}],
    ['no rows, and no pages at all', [], { next: null, total_pages: 0 }],
    ['no rows, though a next', [], { next: NEXT }],
    ['no rows, though a next, and the last of its pages', [], { next: NEXT, total_pages: 1 }],
    ['no rows, though more pages', [], { next: null, total_pages: 2 }],
  ])('should be a page with %s', async (_, rows, claims) => {
    const { fetch, urls } = mockFetch(deletionPage(rows, claims));
    const { values, error } = await readDeletions({ fetch });
    expect(error).toBeUndefined();
    expect(values).toEqual(rows);
    expect(urls()).toHaveLength(1);
  });

  it.each<[string, readonly unknown[], PageClaims]>([
    ['a next, and more pages', [ROW], { next: NEXT, total_pages: 2 }],
    ['a next, and no word of pages', [ROW], { next: NEXT }],
    ['a next, and the last of its pages', [ROW], { next: NEXT, total_pages: 1 }],
    ['no next, but more pages', [ROW], { total_pages: 2 }],
    ['no rows, but a next and more pages', [], { next: NEXT, total_pages: 2 }],
  ])('should not be a page with %s', async (_, rows, claims) => {
    const last = deletionPage([deletion('8', 80)], { next: null, total_pages: 2 });
    const { fetch, urls } = mockFetch(deletionPage(rows, claims), last);
    const { values, error } = await readDeletions({ fetch });
    expect(error).toBeUndefined();
    expect(values).toEqual([...rows, deletion('8', 80)]);
    expect(urls()).toHaveLength(2);
  });
});

describe('an endless list', () => {
  /** A server that answers each request with the same page. */
  function repeat(rows: readonly unknown[], claims: PageClaims): DeletionsOptions['fetch'] {
    const { mock, fetch } = mockFetch();
    mock.any(deletionPage(rows, claims));
    return fetch;
  }

  it.each<[string, readonly unknown[]]>([
    ['the same rows', LIST.slice(0, 60)],
    ['no rows', []],
  ])('should be an error after a hundred pages that bring nothing new: %s', async (_, rows) => {
    const claims = { next: 'https://api.intercom.io/', total_pages: 1_000 };
    const { values, error, pageEvents } = await readDeletions({ fetch: repeat(rows, claims) });
    const news = rows.length > 0 ? 1 : 0;
    expect(values).toEqual(rows);
    expect(error).toBeInstanceOf(PaginationStalledError);
    expect(error).toMatchObject({
      kind: 'pagination-stalled',
      cursor: String(101 + news),
      request: { url: expect.stringMatching(new RegExp(`&page=${100 + news}$`)) },
      checkpoint: null,
      message: expect.stringContaining('brings nothing new'),
    });
    expect(pageEvents).toHaveLength(99 + news);
  });

  it('should be an error where an entry leaves it at every request', async () => {
    const rows = [...deletions(10_000)];
    const { fetch, pages } = deletionServer(rows, () => rows.pop());
    const { values, error } = await readDeletions({ fetch });
    expect(values).toEqual(rows.slice(0, 60));
    expect(error).toMatchObject({ kind: 'pagination-stalled' });
    expect(pages).toHaveLength(101);
  });

  it('should not be one that many deletions shift by ninety-nine pages', async () => {
    const rows = [...LIST];
    const { fetch } = deletionServer(rows, (request) => {
      if (request === 2) rows.unshift(...deletions(200 + 99 * 60).slice(0, 99 * 60));
    });
    const { values, error } = await readDeletions({ fetch });
    expect(error).toBeUndefined();
    expect(ofList(values)).toEqual(LIST);
  });
});
