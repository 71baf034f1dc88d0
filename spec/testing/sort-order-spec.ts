import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareBy, compareIds, listOrder, type SortField } from '../../lib/testing/sort-order.ts';

const rows = [
  { id: '10', created_at: 5, updated_at: 5, waiting_since: null },
  { id: '3', created_at: 1, updated_at: 7, waiting_since: 4 },
  { id: '9', created_at: 5, updated_at: 5, waiting_since: null },
  { id: '11', created_at: 2, updated_at: 9, waiting_since: 6 },
];

const idsBy = (field: SortField, descending: boolean): readonly string[] =>
  [...rows].sort(compareBy({ field, descending })).map(({ id }) => id);

describe('compareIds', () => {
  it('should compare as numbers do, however long', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const expected = a < b ? -1 : Number(a > b);
        expect(Math.sign(compareIds(String(a), String(b)))).toBe(expected);
      }),
    );
  });
});

describe('compareBy', () => {
  it('should put the last changed first in the list, and ties by ascending id', () => {
    expect([...rows].sort(compareBy(listOrder)).map(({ id }) => id)).toEqual([
      '11',
      '3',
      '9',
      '10',
    ]);
  });

  it.each<[SortField, boolean, string]>([
    ['created_at', false, '3 11 9 10'],
    ['created_at', true, '9 10 11 3'],
    ['updated_at', false, '9 10 3 11'],
    ['id', false, '3 9 10 11'],
    ['id', true, '11 10 9 3'],
  ])('should order by %s, descending: %s', (field, descending, expected) => {
    expect(idsBy(field, descending).join(' ')).toBe(expected);
  });

  it('should put those where nobody waits last, in both directions', () => {
    expect(idsBy('waiting_since', false)).toEqual(['3', '11', '9', '10']);
    expect(idsBy('waiting_since', true)).toEqual(['11', '3', '9', '10']);
  });
});
