import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VirtualTimeScheduler } from 'rxjs';
import { dateRange, type TestSearchBounds } from '../../lib/testing/date-range.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { ascending } from './helpers/ascending.ts';
import { askPage } from './helpers/ask.ts';
import { everything, filter, idsFor, searchPage } from './helpers/search.ts';
import { startedAt } from './helpers/started-at.ts';

const DAY = 86_400;

describe('bounds', () => {
  const seconds = [10, DAY - 1, DAY, DAY + 5, 2 * DAY - 1, 2 * DAY];

  it.each<[TestSearchBounds, string, number, string]>([
    ['exclusive', '>', DAY, '4 5 6'],
    ['exclusive', '<', DAY, '1 2'],
    ['exclusive', '>=', DAY, '3 4 5 6'],
    ['exclusive', '<=', DAY, '1 2 3'],
    ['exclusive', '=', DAY, '3'],
    ['inclusive', '>', DAY, '3 4 5 6'],
    ['inclusive', '<', DAY, '1 2 3'],
    ['inclusive', '>=', DAY, '3 4 5 6'],
    ['inclusive', '<=', DAY, '1 2 3'],
    ['inclusive', '=', DAY, '3'],
    ['day', '>', DAY + 7, '6'],
    ['day', '<', DAY + 7, '1 2'],
    ['day', '>=', DAY + 7, '3 4 5 6'],
    ['day', '<=', DAY + 7, '1 2 3 4 5'],
    ['day', '=', DAY + 7, '3 4 5'],
    ['day', '!=', DAY + 7, '1 2 6'],
    ['day', 'IN', DAY + 7, '3 4 5'],
  ])('should, when %s, find with %s %i the rows %s', async (bounds, operator, value, expected) => {
    const intercom = startedAt(seconds, { bounds });
    const wanted = operator === 'IN' ? [value] : value;

    expect((await idsFor(intercom, filter('created_at', operator, wanted))).join(' ')).toBe(
      expected,
    );
  });

  it('should also count for times that no index is made of, and exclude or include for numbers', async () => {
    const conversations = createTestIntercom({ conversations: 1 }).conversations.map((one) => ({
      ...one,
      waiting_since: DAY + 5,
      admin_assignee_id: 5,
    }));
    const found = (bounds: TestSearchBounds, field: string, value: number) =>
      idsFor(createTestIntercom({ conversations, search: { bounds } }), filter(field, '>', value));

    expect(await found('exclusive', 'waiting_since', DAY + 5)).toEqual([]);
    expect(await found('exclusive', 'waiting_since', DAY)).toEqual(['1']);
    expect(await found('inclusive', 'waiting_since', DAY + 5)).toEqual(['1']);
    expect(await found('day', 'waiting_since', DAY)).toEqual([]);
    expect(await found('exclusive', 'admin_assignee_id', 5)).toEqual([]);
    expect(await found('inclusive', 'admin_assignee_id', 5)).toEqual(['1']);
    expect(await found('day', 'admin_assignee_id', 4)).toEqual(['1']);
  });

  it('should divide all seconds between <= and >, and between < and >=, unless they include', () => {
    const second = fc.integer({ min: 0, max: 5 * DAY });
    fc.assert(
      fc.property(
        second,
        second,
        fc.constantFrom<TestSearchBounds>('exclusive', 'day'),
        (at, value, bounds) => {
          const finds = (operator: '<' | '<=' | '>' | '>='): boolean => {
            const { min, max } = dateRange(operator, at, bounds);
            return value >= min && value <= max;
          };
          expect(finds('>')).toBe(!finds('<='));
          expect(finds('<')).toBe(!finds('>='));
        },
      ),
    );
  });
});

describe('lag', () => {
  const kit = () => {
    const scheduler = new VirtualTimeScheduler();
    const intercom = startedAt([10, 20], { lag: 5000 }, { scheduler });
    const found = async () => {
      const { conversations } = await searchPage(intercom, { query: everything, sort: ascending });
      return (conversations ?? []).map(({ id, title }) => `${id} ${title ?? '-'}`);
    };
    return { scheduler, intercom, found };
  };

  it('should keep a change from the search, at once in the list and by id', async () => {
    const { scheduler, intercom, found } = kit();
    intercom.update('1', { title: 'new' });
    intercom.add({ id: '3' });
    intercom.remove('2');

    expect(await found()).toEqual(['1 -', '2 -']);
    expect(await askPage(intercom)).toMatchObject({
      total_count: 2,
      conversations: [{ id: '3' }, { id: '1', title: 'new' }],
    });
    scheduler.frame = 4999;
    expect(await found()).toEqual(['1 -', '2 -']);
    scheduler.frame = 5000;
    expect(await found()).toEqual(['1 new', '3 -']);
  });

  it('should keep total_count and ranges as they were, too', async () => {
    const { scheduler, intercom } = kit();
    const since = filter('updated_at', '>', 1000);
    intercom.update('1', { updated_at: 2000 });

    expect(await searchPage(intercom, { query: since })).toMatchObject({ total_count: 0 });
    scheduler.frame = 5000;
    expect(await searchPage(intercom, { query: since })).toMatchObject({ total_count: 1 });
  });
});
