import { describe, expect, it } from '@jest/globals';
import { readCall } from '../../lib/testing/read-call.ts';
import { openRecord } from '../../lib/testing/request-record.ts';

const base = 'https://api.intercom.io/conversations';
const cursor = btoa('[1726752145000,5,3]');

describe('openRecord', () => {
  it('should open with what was asked for', () => {
    const url = `${base}?per_page=5&starting_after=${encodeURIComponent(cursor)}`;

    expect(openRecord(3, readCall(url, { headers: { A: 'b' } }), undefined)).toEqual({
      number: 3,
      method: 'GET',
      url,
      endpoint: 'list',
      headers: { a: 'b' },
      startingAfter: cursor,
      perPage: 5,
      page: 3,
      query: undefined,
      sort: undefined,
      status: undefined,
      state: 'open',
    });
  });

  it('should read a search from its body, not from the address', () => {
    const query = { field: 'open', operator: '=', value: true };
    const sort = { field: 'id', order: 'ascending' };
    const pagination = { per_page: 7, starting_after: cursor };
    const call = readCall(`${base}/search?per_page=9&starting_after=x`, { method: 'POST' });

    expect(openRecord(1, call, { query, sort, pagination })).toMatchObject({
      endpoint: 'search',
      ...{ query, sort, perPage: 7, startingAfter: cursor, page: 3 },
    });
  });

  it.each([[undefined], [null], ['text'], [[]], [{ pagination: 7 }]])(
    'should find nothing in the body %j',
    (body) => {
      const call = readCall(`${base}/search`, { method: 'POST' });

      expect(openRecord(1, call, body)).toMatchObject({
        ...{ startingAfter: undefined, perPage: undefined, page: 1 },
        ...{ query: undefined, sort: undefined },
      });
    },
  );

  it.each([
    ['GET', '', 'list', 1],
    ['GET', '?page=4', 'list', 4],
    ['GET', '?page=x', 'list', undefined],
    ['GET', '?starting_after=x&page=4', 'list', undefined],
    ['GET', '/deleted?page=2', 'deleted', 2],
    ['GET', '/17', 'retrieve', 1],
    ['GET', '/search', undefined, 1],
    ['POST', '/deleted', undefined, 1],
    ['POST', '', undefined, 1],
    ['PUT', '/search', undefined, 1],
  ])('should know %s %s as %s, page %s', (method, path, endpoint, page) => {
    expect(openRecord(1, readCall(base + path, { method }), undefined)).toMatchObject({
      endpoint,
      page,
    });
  });

  it.each([base, `${base}?per_page=x`])('should not find in %s what is not there', (bare) => {
    expect(openRecord(1, readCall(bare), undefined)).toMatchObject({
      startingAfter: undefined,
      perPage: undefined,
    });
  });
});
