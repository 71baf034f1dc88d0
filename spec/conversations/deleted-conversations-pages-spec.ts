import { describe, expect, it } from '@jest/globals';
import type { DeletedConversation } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { deletion, deletionPage, deletions, deletionServer } from '../helpers/deletion-list.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { LIST, ofList } from './of-list.ts';
import { readDeletions } from './read-deletions.ts';

useVirtualTimeStrictly();

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
      const { values, pageEvents } = await readDeletions({ fetch });
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
    const { values } = await readDeletions({ fetch, since: 1_000 });
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
    const { values, error } = await readDeletions({ fetch });
    expect(error).toBeUndefined();
    expect(values).toEqual(LIST);
    expect(pages).toEqual(expected);
  });

  it.each([2, 20])(
    'should miss none when some have left a list whose pages have %i rows, and do not say so',
    async (size) => {
      const rows = [...LIST];
      let requests = 0;
      const { values, error } = await readDeletions({
        fetch: (url) => {
          requests += 1;
          if (requests === 5) rows.splice(0, 3 * size);
          const page = Number(new URL(url).searchParams.get('page'));
          const pages = { page, total_pages: Math.ceil(rows.length / size) };
          const conversations = rows.slice((page - 1) * size, page * size);
          return Promise.resolve(Response.json({ conversations, total_count: rows.length, pages }));
        },
      });
      expect(error).toBeUndefined();
      expect(values).toEqual(LIST);
    },
  );

  it('should miss none when others are added and have left it at once', async () => {
    const rows = [...LIST];
    const added = deletions(203).slice(0, 3);
    const { fetch, pages } = deletionServer(rows, (request) => {
      if (request === 2) {
        rows.splice(5, 4);
        rows.unshift(...added);
      }
    });
    const { values, pageEvents } = await readDeletions({ fetch });
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
    const { values } = await readDeletions({ fetch });
    expect(values).toEqual(LIST);
    expect(pages).toEqual([1, 2, 1, 2, 3, 4]);
  });

  it('should come to its end while old entries expire, one every third request', async () => {
    const rows = [...LIST];
    const { fetch } = deletionServer(rows, (request) => {
      if (request % 3 === 0) rows.pop();
    });
    const { values, error } = await readDeletions({ fetch });
    expect(error).toBeUndefined();
    expect(values.slice(0, rows.length)).toEqual(rows);
  });

  it('should go on where total_count is not told', async () => {
    const { fetch } = mockFetch(
      deletionPage([deletion('9', 90)], { next: 'https://a.example/', total_count: 2 }),
      deletionPage([deletion('8', 80)], { next: 'https://a.example/' }),
      deletionPage([deletion('7', 70)], { total_count: 3 }),
    );
    const { values } = await readDeletions({ fetch });
    expect(ids(values)).toEqual(['9', '8', '7']);
  });

  it('should give a row once that stands twice on a page', async () => {
    const { fetch } = mockFetch(deletionPage([deletion('9', 90), deletion('9', 90)]));
    const { values } = await readDeletions({ fetch });
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
    const { values } = await readDeletions({ ...optionsFor(intercom), version: '2.16' });
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
    const { values, pageEvents } = await readDeletions({ fetch, since: 10 });
    expect(values).toEqual(rows.filter(({ deleted_at }) => deleted_at >= 10));
    expect(pageEvents.at(-1)).toMatchObject({ number: 4, isOrdered: false });
  });

  it('should be one of a test workspace, too', async () => {
    const intercom = createTestIntercom({
      deleted: shuffled,
      compareDeleted: (a, b) => Number(a.id) - Number(b.id),
    });
    const { values } = await readDeletions({
      ...optionsFor(intercom),
      version: '2.16',
      since: 1_000,
    });
    expect(values).toEqual(shuffled.filter(({ deleted_at }) => deleted_at >= 1_000));
    expect(intercom.requests).toHaveLength(4);
  });

  it.each([undefined, null, 'yesterday', '1734537460'])(
    'should be one with a row whose deleted_at is %p, which is given',
    async (time) => {
      const rows = replaced(3, { ...deletion('197', 0), deleted_at: time as unknown as number });
      const { fetch, pages } = deletionServer(rows);
      const { values, pageEvents } = await readDeletions({ fetch, since: 1_990 });
      expect(ids(values)).toEqual(['200', '199', '197']);
      expect(pageEvents.at(-1)?.isOrdered).toBe(false);
      expect(pages).toEqual([1, 2, 3, 4]);
    },
  );

  it('should not be one where many were deleted in one second', async () => {
    const rows = LIST.map(({ id }) => deletion(id, 500));
    const { fetch, pages } = deletionServer(rows);
    const { values, pageEvents } = await readDeletions({ fetch, since: 500 });
    expect(values).toEqual(rows);
    expect(pageEvents.every(({ isOrdered }) => isOrdered)).toBe(true);
    expect(pages).toEqual([1, 2, 3, 4]);
  });
});
