import { describe, expect, it } from '@jest/globals';
import {
  deletedConversations$,
  PaginationStalledError,
  type DeletedConversation,
  type DeletionsOptions,
  type PageEvent,
  type StreamEvent,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import {
  deletion,
  deletionPage,
  deletions,
  deletionServer,
  type PageClaims,
} from '../helpers/deletion-list.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { runToEnd, type Run } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** Reads all, and keeps the events of the pages. */
async function read(
  options: Partial<DeletionsOptions>,
): Promise<Run<DeletedConversation> & { readonly pageEvents: readonly PageEvent[] }> {
  const pageEvents: PageEvent[] = [];
  const next = (event: StreamEvent): void => {
    if (event.kind === 'page') pageEvents.push(event);
  };
  const events = { next };
  const run = await runToEnd(
    deletedConversations$({ token: 'tk-7f3a', version: '2.16', events, ...options }),
  );
  return { ...run, pageEvents };
}

const LIST = deletions(200);

/** Those that were there from the beginning. */
function ofList(rows: readonly DeletedConversation[]): readonly DeletedConversation[] {
  return rows.filter(({ id }) => Number(id) <= 200);
}

/** The list with another row in place of one. */
function replaced(index: number, row: DeletedConversation): readonly DeletedConversation[] {
  return LIST.map((one, at) => (at === index ? row : one));
}

describe('a list that changes while it is read', () => {
  it.each([1, 59, 60, 61, 500])(
    'should give nothing twice when %i conversations are deleted meanwhile',
    async (count) => {
      const rows = [...LIST];
      const added = deletions(200 + count).slice(0, count);
      const { fetch } = deletionServer(rows, (request) => {
        if (request === 2) rows.unshift(...added);
      });
      const { values, pageEvents } = await read({ fetch });
      expect(ofList(values)).toEqual(LIST);
      expect(new Set(ids(values)).size).toBe(values.length);
      expect(pageEvents.at(-1)?.isOrdered).toBe(true);
      const rowsRead = pageEvents.reduce((sum, event) => sum + event.duplicates, values.length);
      expect(rowsRead).toBe(200 + count);
    },
  );

  it('should end at since also where the shift brings rows again', async () => {
    const rows = [...LIST];
    const { fetch, pages } = deletionServer(rows, (request) => {
      if (request === 2) rows.unshift(...deletions(210).slice(0, 10));
    });
    const { values } = await read({ fetch, since: 1_000 });
    expect(values).toEqual(LIST.slice(0, 101));
    expect(pages).toEqual([1, 2]);
  });

  it.each([
    ['one', 1, [1, 2, 3, 2, 3, 4]],
    ['a page of them', 60, [1, 2, 3, 2, 3]],
    ['more than a page', 61, [1, 2, 3, 1, 2, 3]],
  ])('should miss none when %s has left it', async (_, count, expected) => {
    const rows = [...LIST];
    const { fetch, pages } = deletionServer(rows, (request) => {
      if (request === 3) rows.splice(5, count);
    });
    const { values, error } = await read({ fetch });
    expect(error).toBeUndefined();
    expect(values).toEqual(LIST);
    expect(pages).toEqual(expected);
  });

  it('should miss none when others are added and have left it at once', async () => {
    const rows = [...LIST];
    const added = deletions(203).slice(0, 3);
    const { fetch, pages } = deletionServer(rows, (request) => {
      if (request === 2) {
        rows.splice(5, 4);
        rows.unshift(...added);
      }
    });
    const { values, pageEvents } = await read({ fetch });
    expect(ofList(values)).toEqual(LIST);
    expect(new Set(ids(values)).size).toBe(values.length);
    expect(pages).toEqual([1, 2, 1, 2, 3, 4]);
    expect(pageEvents.at(-1)?.isOrdered).toBe(true);
  });

  it('should not read the first page again while entries leave it', async () => {
    const rows = [...LIST];
    const { fetch, pages } = deletionServer(rows, (request) => {
      if (request === 2 || request === 3) rows.splice(5, 1);
    });
    const { values } = await read({ fetch });
    expect(values).toEqual(LIST);
    expect(pages).toEqual([1, 2, 1, 2, 3, 4]);
  });

  it('should come to its end while old entries expire, one every third request', async () => {
    const rows = [...LIST];
    const { fetch } = deletionServer(rows, (request) => {
      if (request % 3 === 0) rows.pop();
    });
    const { values, error } = await read({ fetch });
    expect(error).toBeUndefined();
    expect(values.slice(0, rows.length)).toEqual(rows);
  });

  it('should go on where total_count is not told', async () => {
    const { fetch } = mockFetch(
      deletionPage([deletion('9', 90)], { next: 'https://a.example/', total_count: 2 }),
      deletionPage([deletion('8', 80)], { next: 'https://a.example/' }),
      deletionPage([deletion('7', 70)], { total_count: 3 }),
    );
    const { values } = await read({ fetch });
    expect(ids(values)).toEqual(['9', '8', '7']);
  });

  it('should give a row once that stands twice on a page', async () => {
    const { fetch } = mockFetch(deletionPage([deletion('9', 90), deletion('9', 90)]));
    const { values } = await read({ fetch });
    expect(ids(values)).toEqual(['9']);
  });

  it('should be read from a test workspace alike', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      deleted: deletions(150).map((row) => ({ ...row, id: String(1_000 + Number(row.id)) })),
      fault: ({ number }) => {
        intercom.remove(String(number));
        return undefined;
      },
    });
    const before = ids(intercom.deleted);
    const { values } = await read({ ...optionsFor(intercom), version: '2.16' });
    expect(new Set(ids(values)).size).toBe(values.length);
    expect(ids(values)).toEqual(expect.arrayContaining([...before]));
  });
});

describe('a list that is not ordered by deleted_at', () => {
  const shuffled = LIST.map((row, index) => deletion(row.id, ((index * 37) % 200) * 10));

  it.each<[string, readonly DeletedConversation[]]>([
    ['by nothing', shuffled],
    ['the first deleted first', [...LIST].reverse()],
    ['only the last one out of order', [...LIST.slice(1), ...LIST.slice(0, 1)]],
    ['a new one on top of the second page', replaced(60, deletion('new', 5_000))],
  ])('should be read to its end, and said to be so: %s', async (_, rows) => {
    const { fetch } = deletionServer(rows);
    const { values, pageEvents } = await read({ fetch, since: 10 });
    expect(values).toEqual(rows.filter(({ deleted_at }) => deleted_at >= 10));
    expect(pageEvents.at(-1)).toMatchObject({ number: 4, isOrdered: false });
  });

  it('should be one of a test workspace, too', async () => {
    const intercom = createTestIntercom({
      deleted: shuffled,
      compareDeleted: (a, b) => Number(a.id) - Number(b.id),
    });
    const { values } = await read({ ...optionsFor(intercom), version: '2.16', since: 1_000 });
    expect(values).toEqual(shuffled.filter(({ deleted_at }) => deleted_at >= 1_000));
    expect(intercom.requests).toHaveLength(4);
  });

  it.each([undefined, null, 'yesterday', '1734537460'])(
    'should be one with a row whose deleted_at is %p, which is given',
    async (time) => {
      const rows = replaced(3, { ...deletion('197', 0), deleted_at: time as unknown as number });
      const { fetch, pages } = deletionServer(rows);
      const { values, pageEvents } = await read({ fetch, since: 1_990 });
      expect(ids(values)).toEqual(['200', '199', '197']);
      expect(pageEvents.at(-1)?.isOrdered).toBe(false);
      expect(pages).toEqual([1, 2, 3, 4]);
    },
  );

  it('should not be one where many were deleted in one second', async () => {
    const rows = LIST.map(({ id }) => deletion(id, 500));
    const { fetch, pages } = deletionServer(rows);
    const { values, pageEvents } = await read({ fetch, since: 500 });
    expect(values).toEqual(rows);
    expect(pageEvents.every(({ isOrdered }) => isOrdered)).toBe(true);
    expect(pages).toEqual([1, 2, 3, 4]);
  });
});

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
    const { values, error } = await read({ fetch });
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
    const { values, error } = await read({ fetch });
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
    const { values, error, pageEvents } = await read({ fetch: repeat(rows, claims) });
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
    const { values, error } = await read({ fetch });
    expect(values).toEqual(rows.slice(0, 60));
    expect(error).toMatchObject({ kind: 'pagination-stalled' });
    expect(pages).toHaveLength(101);
  });

  it('should not be one that many deletions shift by ninety-nine pages', async () => {
    const rows = [...LIST];
    const { fetch } = deletionServer(rows, (request) => {
      if (request === 2) rows.unshift(...deletions(200 + 99 * 60).slice(0, 99 * 60));
    });
    const { values, error } = await read({ fetch });
    expect(error).toBeUndefined();
    expect(ofList(values)).toEqual(LIST);
  });
});
