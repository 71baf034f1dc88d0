import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { VirtualTimeScheduler } from 'rxjs';
import { dateRange, type TestSearchBounds } from '../../lib/testing/date-range.ts';
import {
  createTestIntercom,
  type TestIntercomOptions,
  type TestRequest,
  type TestSearchOptions,
} from '../../lib/testing/index.ts';
import { askPage, cursorOf } from './helpers/ask.ts';
import {
  everything,
  filter,
  idsFor,
  idsOf,
  refusalOf,
  searchPage,
  walkSearch,
} from './helpers/search.ts';

const DAY = 86_400;
const ascending = { field: 'created_at', order: 'ascending' };

/** A workspace of conversations that were started at these seconds, with ids from 1. */
const startedAt = (
  seconds: readonly number[],
  search: TestSearchOptions,
  more: TestIntercomOptions = {},
) =>
  createTestIntercom({
    ...{ conversations: seconds.length, createdAt: (index) => seconds[index] ?? 0, light: true },
    ...{ search, ...more },
  });

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

describe('maxResults and maxTotalCount', () => {
  const seconds = [10, 20, 30, 40, 50];

  it('should end a search though there is more, and though it says so', async () => {
    const intercom = startedAt(seconds, { maxResults: 3 });
    const body = { query: everything, sort: ascending, pagination: { per_page: 2 } };

    expect(await searchPage(intercom, body)).toMatchObject({ total_count: 5 });
    expect(await walkSearch(intercom, { sort: ascending })).toEqual(['1', '2', '3']);
    expect(await walkSearch(intercom, { sort: ascending, perPage: 3 })).toEqual(['1', '2', '3']);
  });

  it('should count from the beginning of the range', async () => {
    const intercom = startedAt(seconds, { maxResults: 2 });
    const query = filter('created_at', '>', 10);

    expect(await walkSearch(intercom, { query, sort: ascending })).toEqual(['2', '3']);
  });

  it('should tell no higher total, and answer all rows all the same', async () => {
    const intercom = startedAt(seconds, { maxTotalCount: 3 });
    const body = { query: everything, pagination: { per_page: 2 } };

    expect(await searchPage(intercom, body)).toMatchObject({
      total_count: 3,
      pages: { total_pages: 2 },
    });
    expect(await walkSearch(intercom, { sort: ascending })).toHaveLength(5);
  });

  it('should answer nothing when they are 0', async () => {
    const intercom = startedAt(seconds, { maxResults: 0, maxTotalCount: 0 });

    expect(await searchPage(intercom, { query: everything })).toMatchObject({
      ...{ total_count: 0, conversations: [] },
    });
  });

  it('should leave the list alone', async () => {
    const intercom = startedAt(seconds, { maxResults: 1, maxTotalCount: 1 });

    expect(await askPage(intercom)).toMatchObject({ total_count: 5 });
    expect((await askPage(intercom)).conversations).toHaveLength(5);
  });
});

describe('ignoreSort', () => {
  it('should answer in the default order, by cursors of that order', async () => {
    const intercom = startedAt([30, 10, 20], { ignoreSort: true });
    const ids = intercom.conversations.map(({ id }) => id);

    for (const sort of [ascending, { field: 'id', order: 'descending' }]) {
      expect(await walkSearch(intercom, { sort, perPage: 1 })).toEqual(ids);
    }
  });

  it('should still refuse an order that cannot be', async () => {
    const intercom = startedAt([30], { ignoreSort: true });
    const sort = { field: 'id', order: 'asc' };

    expect((await refusalOf(intercom, { query: everything, sort }))[1]).toBe('invalid_sort_order');
  });
});

describe('endEarly', () => {
  it('should make a page say that it is the last one', async () => {
    const asked: TestRequest[] = [];
    const endEarly = (request: TestRequest): boolean => {
      asked.push(request);
      return request.page === 2;
    };
    const intercom = startedAt([10, 20, 30, 40, 50], { endEarly });

    expect(await walkSearch(intercom, { sort: ascending })).toEqual(['1', '2', '3', '4']);
    expect(asked).toEqual(intercom.requests);
  });
});

describe('refuseCursor', () => {
  it('should refuse a good cursor, and be asked for requests with one only', async () => {
    const refuseCursor = jest.fn(({ page }: TestRequest) => page === 3);
    const intercom = startedAt([10, 20, 30], { refuseCursor });
    const cursorAfter = async (starting_after?: string) => {
      const pagination = { per_page: 1, starting_after };
      return cursorOf(await searchPage(intercom, { query: everything, pagination }));
    };
    const third = await cursorAfter(await cursorAfter());
    const pagination = { per_page: 1, starting_after: third };

    expect(await refusalOf(intercom, { query: everything, pagination })).toEqual([
      400,
      'invalid_param',
      'starting_after is invalid',
    ]);
    expect(refuseCursor).toHaveBeenCalledTimes(2);
  });
});

describe('a function among the options', () => {
  it('should be asked once for a request, also where the latency depends on the answer', async () => {
    jest.useFakeTimers();
    const endEarly = jest.fn(() => false);
    const intercom = startedAt([10, 20], { endEarly }, { latency: (_, rows) => rows * 100 });
    const page = searchPage(intercom, { query: everything });
    await jest.advanceTimersByTimeAsync(200);
    jest.useRealTimers();

    expect(idsOf(await page)).toHaveLength(2);
    expect(endEarly).toHaveBeenCalledTimes(1);
  });
});
