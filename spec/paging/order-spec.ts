import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../lib/paging/delivered.ts';
import { findDisorder } from '../../lib/paging/order.ts';

/** Rows with these times; their ids are their places. */
function rows(times: readonly unknown[]): readonly Row[] {
  return times.map((time, index) => ({ id: String(index), updated_at: time as number }));
}

describe('findDisorder', () => {
  it.each([
    [[], Infinity],
    [[], 5],
    [[5], Infinity],
    [[5], 5],
    [[5], 6],
    [[9, 8, 3, 0], Infinity],
    [[9, 9, 8, 8, 8], 9],
    [[0, 0], 0],
  ])('should find nothing where all go down: %j after %d', (times, before) => {
    expect(findDisorder(rows(times), before)).toBeUndefined();
  });

  it.each([
    [[6], 5, '0'],
    [[9, 10], Infinity, '1'],
    [[9, 8, 9, 10], Infinity, '2'],
    [[1, 2, 3], 5, '1'],
    [[3, 2, 2, 1, 9], 3, '4'],
    [[9, 8, 7], 8, '0'],
  ])('should find the first that is newer than the one before: %j after %d', (...all) => {
    const [times, before, id] = all;
    expect(findDisorder(rows(times), before)).toMatchObject({ id });
  });

  it.each([[undefined], [NaN], ['soon'], [null]])(
    'should find a row without a time to go by: %p',
    (time) => {
      expect(findDisorder(rows([9, time, 7]), Infinity)).toMatchObject({ id: '1' });
      expect(findDisorder(rows([9, 8, time]), Infinity)).toMatchObject({ id: '2' });
      expect(findDisorder(rows([time]), Infinity)).toMatchObject({ id: '0' });
    },
  );

  it('should find the very row', () => {
    const list = rows([1, 2]);
    expect(findDisorder(list, Infinity)).toBe(list[1]);
  });
});
