import { describe, expect, it } from '@jest/globals';
import { timeQuery } from '../../lib/ranges/time-query.ts';
import type { SearchFilter, SearchQuery } from '../../lib/types/search-query.ts';

const filter: SearchFilter = { field: 'state', operator: '=', value: 'open' };
const after: SearchFilter = { field: 'created_at', operator: '>', value: 99 };
const before: SearchFilter = { field: 'created_at', operator: '<', value: 200 };

function and(...value: readonly SearchQuery[]): SearchQuery {
  return { operator: 'AND', value };
}

function or(...value: readonly SearchQuery[]): SearchQuery {
  return { operator: 'OR', value };
}

const fourteen = Array.from({ length: 14 }, () => filter);

describe('timeQuery', () => {
  it.each<{ what: string; query: SearchQuery | null; expected: SearchQuery }>([
    { what: 'no query', query: null, expected: and(after, before) },
    { what: 'a filter', query: filter, expected: and(filter, after, before) },
    {
      what: 'filters that all must hold',
      query: and(filter),
      expected: and(filter, after, before),
    },
    {
      what: 'as many filters as a group takes',
      query: and(...fourteen),
      expected: and(and(...fourteen), and(after, before)),
    },
    {
      what: 'filters of which one must hold',
      query: or(filter, filter),
      expected: and(or(filter, filter), and(after, before)),
    },
    {
      what: 'groups that all must hold',
      query: and(or(filter), or(filter)),
      expected: and(or(filter), or(filter), and(after, before)),
    },
  ])('should add a range to $what, without mixing groups and filters', ({ query, expected }) => {
    expect(timeQuery(query, 'created_at', 100, 200)).toEqual(expected);
  });

  it('should leave out an end where there is none', () => {
    expect(timeQuery(null, 'updated_at', 100, null)).toEqual(
      and({ ...after, field: 'updated_at' }),
    );
  });
});
