import { describe, expect, it, jest } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { askPage } from './helpers/ask.ts';
import { all, filter, idsFor, idsOf, searchPage } from './helpers/search.ts';

// A busy machine takes longer to make so many rows.
jest.setTimeout(20_000);

const COUNT = 300_000;
const START = 1_600_000_000;
const ascending = { field: 'created_at', order: 'ascending' };
const between = (from: number, to: number) =>
  all(filter('created_at', '>', from), filter('created_at', '<', to));

describe('a workspace of 300,000 conversations', () => {
  it('should generate what is sent, and nothing else', async () => {
    const parts = jest.fn(() => undefined);
    const intercom = createTestIntercom({ conversations: COUNT, parts });
    const query = between(START, 1_767_225_600);
    expect(await searchPage(intercom, { query, sort: ascending })).toMatchObject({
      total_count: COUNT,
    });
    expect(await askPage(intercom)).toMatchObject({ total_count: COUNT });

    expect(parts).toHaveBeenCalledTimes(40);
  });

  it('should be started when the test says', async () => {
    const intercom = createTestIntercom({
      ...{ conversations: COUNT, light: true },
      createdAt: (index) => START + index * 500,
    });
    const query = between(START + 500, START + 2500);

    expect(await idsFor(intercom, query, ascending)).toEqual(['3', '4', '5']);
  });
});

describe('the work for one page of a search', () => {
  const counted = () => {
    const work = { reads: 0 };
    const conversations = createTestIntercom({
      ...{ conversations: 20_000, light: true },
      createdAt: (index) => START + index,
    }).conversations.map((conversation) => ({
      ...conversation,
      get created_at() {
        work.reads += 1;
        return conversation.created_at;
      },
    }));
    return { work, intercom: createTestIntercom({ conversations }) };
  };

  it('should not grow with the workspace, where it is ordered by the time it is bounded by', async () => {
    const { work, intercom } = counted();
    const query = between(START + 99, START + 19_000);
    await searchPage(intercom, { query, sort: ascending });
    for (const second of [0, 1, 2]) {
      intercom.update('5', { title: String(second) });
      work.reads = 0;
      const page = await searchPage(intercom, {
        ...{ query, sort: ascending, pagination: { per_page: 1 } },
      });
      expect(page).toMatchObject({ total_count: 18_900 });
      expect(idsOf(page)).toEqual(['101']);
      expect(work.reads).toBeLessThan(100);
    }
  });

  it.each(['created_at', 'updated_at'])(
    'should be that of the narrowest range, here that of %s',
    async (narrow) => {
      const { work, intercom } = counted();
      const at = Number(intercom.conversations[10_000]?.[narrow as 'created_at']);
      const range = (field: string, width: number) =>
        all(filter(field, '>', at - width), filter(field, '<', at + width));
      const wide = narrow === 'created_at' ? 'updated_at' : 'created_at';
      const ask = (width: number) =>
        searchPage(intercom, {
          query: all(range(narrow, width), range(wide, 50_000)),
          sort: { field: 'id', order: 'ascending' },
        });
      await ask(1);
      work.reads = 0;

      expect((await ask(5)).conversations).not.toHaveLength(0);
      expect(work.reads).toBeLessThan(300);
    },
  );

  it('should be done once for all pages of any other search, as long as nothing changes', async () => {
    const { work, intercom } = counted();
    const query = all(filter('state', '=', 'open'), between(START + 99, START + 19_000));
    const ask = () => searchPage(intercom, { query, pagination: { per_page: 1 } });
    const total = (await ask()).total_count;
    work.reads = 0;
    await ask();
    expect(work.reads).toBeLessThan(10);

    intercom.remove('102');
    work.reads = 0;
    await ask();
    expect(work.reads).toBeGreaterThan(18_000);
    expect(work.reads).toBeLessThan(80_000);
    expect(total).toBe(6300);
  });
});
