import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { cursorOf } from './helpers/ask.ts';
import { once } from './helpers/once.ts';
import {
  all,
  any,
  everything,
  filter,
  idsFor,
  idsOf,
  searchPage,
  walkSearch,
} from './helpers/search.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// A property runs many times.
usePropertyTime(30_000);

describe('the pages of a search', () => {
  const time = fc.integer({ min: 100, max: 110 });
  const row = fc.record({ created_at: time, updated_at: time, isOpen: fc.boolean() });
  const bound = fc.record({
    field: fc.constantFrom('created_at' as const, 'updated_at' as const),
    operator: fc.constantFrom('>', '<', '>=', '<=', '=', '!='),
    value: time,
  });
  const tests: Record<string, (a: number, b: number) => boolean> = {
    '>': (a, b) => a > b,
    '<': (a, b) => a < b,
    '>=': (a, b) => a >= b,
    '<=': (a, b) => a <= b,
    '=': (a, b) => a === b,
    '!=': (a, b) => a !== b,
  };

  it('should be what a look at every row finds, for any query, order and page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 20 }),
        fc.array(bound, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('AND', 'OR'),
        fc.option(fc.boolean()),
        fc.constantFrom('created_at' as const, 'updated_at' as const),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        async (rows, bounds, operator, isOpen, field, ascending, perPage) => {
          const intercom = createTestIntercom({ conversations: 0, light: true, rateLimit: null });
          for (const { isOpen: open, ...times } of rows) intercom.add({ ...times, open });
          const group = { operator, value: bounds };
          const query = isOpen === null ? group : all(any(filter('open', '=', isOpen)), group);
          const sign = ascending ? 1 : -1;
          const expected = intercom.conversations
            .filter((one) => {
              const holds = bounds.map((b) => tests[b.operator]?.(one[b.field], b.value) ?? false);
              const inGroup = operator === 'AND' ? !holds.includes(false) : holds.includes(true);
              return inGroup && (isOpen === null || one.open === isOpen);
            })
            .sort((a, b) => sign * (a[field] - b[field]) || Number(a.id) - Number(b.id))
            .map(({ id }) => id);
          const sort = { field, order: ascending ? 'ascending' : 'descending' };

          expect(await walkSearch(intercom, { query, sort, perPage })).toEqual(expected);
          expect(await searchPage(intercom, { query, sort })).toMatchObject({
            total_count: expected.length,
          });
        },
      ),
    );
  });

  const kit = () => {
    const intercom = createTestIntercom({ conversations: 0 });
    for (const second of [10, 20, 30, 40]) {
      intercom.add({ created_at: second, updated_at: second });
    }
    return intercom;
  };
  const ascending = { field: 'updated_at', order: 'ascending' };

  it('should show a row again that is updated, when they are sorted by updated_at ascending', async () => {
    const intercom = kit();
    const ids = await walkSearch(
      intercom,
      { sort: ascending },
      once(() => intercom.update('1', { updated_at: 50 })),
    );

    expect(ids).toEqual(['1', '2', '3', '4', '1']);
  });

  it('should lose a row that is updated, when they are sorted by updated_at descending', async () => {
    const intercom = kit();
    const ids = await walkSearch(
      intercom,
      {},
      once(() => intercom.update('2', { updated_at: 50 })),
    );

    expect(ids).toEqual(['4', '3', '1']);
  });

  it('should not move by an update, when they are sorted by created_at', async () => {
    const intercom = kit();
    const sort = { field: 'created_at', order: 'ascending' };
    const ids = await walkSearch(intercom, { sort }, () => intercom.update('3'));

    expect(ids).toEqual(['1', '2', '3', '4']);
  });

  it('should go on in their place when the row of the cursor leaves the range', async () => {
    const intercom = kit();
    const query = filter('updated_at', '<', 45);
    const leave = once(() => intercom.update('2', { updated_at: 90 }));

    expect(await walkSearch(intercom, { query, sort: ascending }, leave)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('should begin with the range, also after a cursor from before it', async () => {
    const intercom = kit();
    const sort = { field: 'created_at', order: 'ascending' };
    const first = await searchPage(intercom, {
      ...{ query: everything, sort },
      pagination: { per_page: 1 },
    });
    const page = await searchPage(intercom, {
      ...{ query: all(filter('created_at', '>', 20), filter('created_at', '<', 40)), sort },
      pagination: { starting_after: cursorOf(first) },
    });

    expect(idsOf(page)).toEqual(['3']);
  });

  it('should be none where no second is in the range', async () => {
    const none = all(filter('updated_at', '>', 30), filter('updated_at', '<', 20));

    expect(await searchPage(kit(), { query: none })).toMatchObject({
      ...{ total_count: 0, conversations: [], pages: { total_pages: 0 } },
    });
  });

  it('should look into conversations that nobody has seen yet', async () => {
    const closed = filter('state', '=', 'closed');
    const ids = await idsFor(createTestIntercom(), closed);
    const { conversations } = createTestIntercom();

    expect(ids.length).toBeGreaterThan(20);
    expect([...ids].sort()).toEqual(
      conversations
        .filter(({ state }) => state === 'closed')
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('should show a conversation that is imported with an old created_at', async () => {
    const intercom = kit();
    const query = all(filter('created_at', '>', 9), filter('created_at', '<', 25));
    const { id, updated_at } = intercom.add({ created_at: 15 });

    expect(updated_at).toBeGreaterThan(40);
    expect(intercom.conversations[0]?.id).toBe(id);
    expect(await idsFor(intercom, query)).toEqual(['1', '2', id]);
  });
});
