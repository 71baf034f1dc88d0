import { describe, expect, it, jest } from '@jest/globals';
import type { TestRequest } from '../../lib/testing/index.ts';
import { ascending } from './helpers/ascending.ts';
import { askPage, cursorOf } from './helpers/ask.ts';
import { everything, filter, idsOf, refusalOf, searchPage, walkSearch } from './helpers/search.ts';
import { startedAt } from './helpers/started-at.ts';

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
