import { describe, expect, it } from '@jest/globals';
import { InvalidOptionsError } from '../../lib/errors/invalid-options-error.ts';
import { isShallow, toWireQuery } from '../../lib/search/to-wire-query.ts';
import { toWireSort } from '../../lib/search/to-wire-sort.ts';
import type { SearchFilter, SearchQuery } from '../../lib/types/search-query.ts';

const open: SearchFilter = { field: 'state', operator: '=', value: 'open' };

function and(...value: readonly unknown[]): object {
  return { operator: 'AND', value };
}

function or(...value: readonly unknown[]): object {
  return { operator: 'OR', value };
}

/** A filter of a time. */
function at(value: unknown, field = 'created_at', operator = '>'): object {
  return { field, operator, value };
}

/** What a query is refused with. */
function refusal(query: unknown, version: string | null = '2.7'): InvalidOptionsError {
  try {
    toWireQuery(query, version);
  } catch (error) {
    if (error instanceof InvalidOptionsError) return error;
  }
  throw new Error('The query is not refused.');
}

describe('a query that is sent', () => {
  it.each<[string, unknown]>([
    ['a filter', open],
    ['no value', { field: 'admin_assignee_id', operator: '=', value: null }],
    ['a list', { field: 'tag_ids', operator: 'IN', value: ['t-1', 't-2'] }],
    ['a group', and(open, open)],
    ['fifteen filters', or(...Array.from({ length: 15 }, () => open))],
    ['groups two levels deep', and(or(and(open)))],
    ['filters beside groups, before 2.14', and(open, or(open))],
    ['seconds', at(1_700_000_000)],
    ['seconds as text', at('1700000000')],
    ['no time', at(null, 'snoozed_until', '=')],
    ['large numbers of an attribute', at(1_700_000_000_000, 'custom_attributes.shipped_at')],
    ['a new field', { field: 'made_up', operator: '~', value: 'x' }],
  ])('should be the same: %s', (_, query) => {
    expect(toWireQuery(query, '2.7')).toEqual(query);
  });

  it('should have dates in seconds, and only what the API knows, in one order', () => {
    const date = new Date(1_700_000_000_999);
    const query = { value: [at([date], 'updated_at', 'IN'), at(date)], operator: 'OR', note: 'x' };
    expect(JSON.stringify(toWireQuery(query, '2.16'))).toBe(
      JSON.stringify(or(at([1_700_000_000], 'updated_at', 'IN'), at(1_700_000_000))),
    );
  });

  it.each(['2.13', '2.7', '1.4', null])('may mix groups and filters in %s', (version) => {
    expect(() => toWireQuery(and(open, or(open)), version)).not.toThrow();
  });
});

describe('a query that is refused', () => {
  it.each<[string, unknown, string]>([
    ['no object', 'open', 'query'],
    ['null', null, 'query'],
    ['an array', [open], 'query'],
    ['a group of nothing', { operator: 'AND' }, 'query'],
    ['an empty group', and(), 'query.value'],
    ['sixteen filters', or(...Array.from({ length: 16 }, () => open)), 'query.value'],
    ['very many holes', { operator: 'OR', value: new Array(4e9) }, 'query.value'],
    ['a group operator', { operator: 'XOR', value: [open] }, 'query.operator'],
    ['a member', and(open, 5), 'query.value[1]'],
    ['a group three levels deep', and(or(and(or(open)))), 'query.value[0].value[0].value[0]'],
    ['no field name', { field: '', operator: '=', value: 1 }, 'query.field'],
    ['an operator', { field: 'state', operator: '==', value: 1 }, 'query.operator'],
    ['an operator within', and(open, or(at(1, 'a', 'LIKE'))), 'query.value[1].value[0].operator'],
    ['IN without an array', at('x', 'state', 'IN'), 'query.value'],
    ['NIN without an array', at(5, 'state', 'NIN'), 'query.value'],
    ['an array without IN', at(['x'], 'state', '='), 'query.value'],
    ['NaN', at(Number.NaN, 'conversation_rating.score'), 'query.value'],
    ['Infinity in a list', at([1, Infinity], 'ai_agent.rating', 'IN'), 'query.value[1]'],
    ['no value', at(undefined, 'state', '='), 'query.value'],
    ['an object', at({}, 'state', '='), 'query.value'],
    ['an invalid date', at(new Date(Number.NaN)), 'query.value'],
    ['milliseconds', at(1_700_000_000_000), 'query.value'],
    ['milliseconds as text', at('1700000000000', 'waiting_since'), 'query.value'],
    ['milliseconds within', and(at([1e12], 'snoozed_until', 'IN')), 'query.value[0].value[0]'],
    ['parts of seconds', at(1_700_000_000.5, 'statistics.last_close_at'), 'query.value'],
    ['a date as text', at('2026-01-01', 'updated_at'), 'query.value'],
    ['true for a time', at(true), 'query.value'],
    ['no text for a time', at(''), 'query.value'],
  ])('should name the place: %s', (_, query, field) => {
    expect(refusal(query)).toMatchObject({ kind: 'invalid-options', field });
  });

  it.each(['2.14', '2.16', '3.0', 'Preview'])('should mix groups and filters in %s', (version) => {
    const { field, message } = refusal(or(open, and(open)), version);
    expect(field).toBe('query.value');
    expect(message).toContain('put the filters into a group of their own');
  });

  it('should name the remedy', () => {
    expect(refusal(at(1_700_000_000_000)).message).toBe(
      'Invalid option query.value: got 1700000000000; it must be a Date, or whole seconds since 1970: milliseconds would find nothing',
    );
  });
});

describe('the depth of a query', () => {
  it.each<[object, boolean]>([
    [open, true],
    [and(open), true],
    [and(or(and(open))), true],
    [and(or(and(or(open)))), false],
    [and(open, or(and(or(open)))), false],
  ])('should be known: %j', (query, expected) => {
    expect(isShallow(query as SearchQuery)).toBe(expected);
  });
});

describe('the order of a search', () => {
  it('should be sent as it is, without more', () => {
    const sort = { order: 'descending', field: 'waiting_since', more: 1 };
    expect(toWireSort(sort)).toEqual({ field: 'waiting_since', order: 'descending' });
  });

  it.each<[unknown, string]>([
    ['created_at', 'sort'],
    [null, 'sort'],
    [{ order: 'ascending' }, 'sort.field'],
    [{ field: 'id' }, 'sort.order'],
    [{ field: 'id', order: 'asc' }, 'sort.order'],
  ])('should be refused: %j', (sort, field) => {
    expect(() => toWireSort(sort)).toThrow(new RegExp(`^Invalid option ${field}: `));
  });

  it.each([
    ['a group', { operator: 'AND', value: Object.assign([], { 1: open }) }, 'query.value[0]'],
    [
      'a list',
      { field: 'tag_ids', operator: 'IN', value: Object.assign([], { 1: 't-1' }) },
      'query.value[0]',
    ],
  ])('should refuse holes in %s', (_, query, field) => {
    expect(() => toWireQuery(query, '2.7')).toThrow(
      expect.objectContaining({ kind: 'invalid-options', field }),
    );
  });
});
