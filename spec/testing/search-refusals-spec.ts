import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { bearer, readErrors } from './helpers/ask.ts';
import { all, any, everything, filter, postSearch, refusalOf } from './helpers/search.ts';

const intercom = createTestIntercom({ conversations: 1 });
const url = 'https://api.intercom.io/conversations/search';
const nested = (levels: number): unknown => (levels === 0 ? everything : all(nested(levels - 1)));

describe('a body that cannot be read', () => {
  it.each([
    ['no JSON', 'application/json', '{"query":'],
    ['an empty one', 'application/json', ''],
    ['an array', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['another content type', 'text/plain', JSON.stringify({ query: everything })],
  ])('should be refused: %s', async (_, type, body) => {
    const headers = { ...bearer, 'content-type': type };
    const response = await intercom.fetch(url, { method: 'POST', headers, body });

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({ errors: [{ code: 'parameter_invalid' }] });
  });

  it('should be refused when there is none', async () => {
    const response = await intercom.fetch(url, { method: 'POST', headers: bearer });

    expect(response.status).toBe(400);
  });
});

describe('a query that cannot be', () => {
  it.each<[unknown, string]>([
    [undefined, 'query is required and must be an object'],
    ['created_at > 5', 'query is required and must be an object'],
    [all(), 'The value of a group must be an array of filters or groups'],
    [{ operator: 'AND' }, 'The value of a group must be an array of filters or groups'],
    [all(null), 'query is required and must be an object'],
    [any(...Array<unknown>(16).fill(everything)), 'A group can have 15 filters'],
    [nested(4), 'Groups can be nested 2 levels deep'],
    [filter('created_at', '=', 'foobar'), '"foobar" is not a valid value of created_at'],
    [filter('created_at', '>', 1.5), '1.5 is not a valid value of created_at'],
    [filter('created_at', '>', ''), '"" is not a valid value of created_at'],
    [filter('created_at', '>', null), 'null is not a valid value of created_at'],
    [filter('created_at', '>', [5]), '[5] is not a valid value of created_at'],
    [filter('created_at', '=', true), 'true is not a valid value of created_at'],
    [filter('open', '=', 'yes'), '"yes" is not a valid value of open'],
    [filter('open', '=', 1), '1 is not a valid value of open'],
    [
      filter('statistics.count_reopens', '=', 'x'),
      '"x" is not a valid value of statistics.count_reopens',
    ],
    [filter('state', '=', true), 'true is not a valid value of state'],
    [filter('state', 'IN', 'open'), 'IN and NIN take an array'],
    [filter('state', 'NIN', null), 'IN and NIN take an array'],
    [filter('state', 'IN', [{}]), '{} is not a valid value of state'],
  ])('should be refused as parameter_invalid: %j', async (query, message) => {
    expect(await refusalOf(intercom, { query })).toEqual([400, 'parameter_invalid', message]);
  });

  it.each([['segment_id'], ['title'], ['custom_attributes'], ['custom_attributes.'], ['']])(
    'should be refused for the field "%s"',
    async (field) => {
      expect(await refusalOf(intercom, { query: filter(field, '=', '1') })).toEqual([
        400,
        'invalid_field',
        `${field} is not a valid search field`,
      ]);
    },
  );

  it.each<[string, string]>([
    ['state', '>'],
    ['state', 'like'],
    ['source.body', '<='],
    ['open', '>'],
    ['open', '~'],
    ['created_at', '~'],
    ['admin_assignee_id', '^'],
    ['id', '$'],
  ])('should be refused for %s %s', async (field, operator) => {
    expect(await refusalOf(intercom, { query: filter(field, operator, '1') })).toEqual([
      400,
      'invalid_operator',
      `${operator} is not a valid operator for this field`,
    ]);
  });

  it.each([{ operator: 'XOR', value: [everything] }, { operator: '=', value: 5 }, {}])(
    'should be refused for its composite operator: %j',
    async (query) => {
      expect(await refusalOf(intercom, { query })).toEqual([
        400,
        'invalid_operator',
        'Composite operators must be of type AND or OR',
      ]);
    },
  );
});

describe('what a group may hold', () => {
  it('should be 15 filters, and groups in two levels', async () => {
    const full = all(...Array<unknown>(15).fill(everything));

    expect((await postSearch(intercom, { query: full })).status).toBe(200);
    expect((await postSearch(intercom, { query: nested(3) })).status).toBe(200);
  });

  it.each([
    ['2.7', 200],
    ['2.13', 200],
    ['2.14', 400],
    ['2.16', 400],
    ['Preview', 400],
  ])('should, filters and groups together, in %s, be answered with %i', async (version, status) => {
    const query = all(everything, any(everything));

    expect((await postSearch(intercom, { query }, version)).status).toBe(status);
    expect((await postSearch(intercom, { query: all(all(everything)) }, version)).status).toBe(200);
  });
});

describe('an order that cannot be', () => {
  it.each<[unknown, string, string]>([
    ['id', 'parameter_invalid', 'sort must be an object'],
    [{ field: 'title' }, 'invalid_field', 'title is not a valid sort field'],
    [
      { field: 'id', order: 'desc' },
      'invalid_sort_order',
      "Invalid sort order 'desc'. Must be one of: ascending, descending",
    ],
  ])('should be refused: %j', async (sort, code, message) => {
    expect(await refusalOf(intercom, { query: everything, sort })).toEqual([400, code, message]);
  });
});

describe('a page that cannot be', () => {
  it.each<[unknown, string, string]>([
    [{ per_page: 0 }, 'parameter_invalid', 'Per Page is invalid'],
    [{ per_page: 1.5 }, 'parameter_invalid', 'Per Page is invalid'],
    [{ per_page: '20' }, 'parameter_invalid', 'Per Page is invalid'],
    [{ per_page: 151 }, 'parameter_invalid', 'Per Page is too big'],
    [{ starting_after: 5 }, 'parameter_invalid', 'starting_after is invalid'],
    [
      { starting_after: 'x' },
      'client_error',
      'Invalid starting_after param. Please try again using a starting_after value from a paginated response',
    ],
  ])('should be refused: %j', async (pagination, code, message) => {
    expect(await refusalOf(intercom, { query: everything, pagination })).toEqual([
      400,
      code,
      message,
    ]);
  });
});

describe('a version without search', () => {
  it('should be refused', async () => {
    expect(await refusalOf(intercom, { query: everything }, '1.4')).toEqual([
      400,
      'intercom_version_invalid',
      'Requested resource is not available in current API version.',
    ]);
  });
});
