import { describe, expect, it } from '@jest/globals';
import { findDisorder } from '../../lib/paging/order.ts';
import { rows } from '../helpers/rows.ts';

describe('findDisorder', () => {
  it.each([
    ['', Infinity],
    ['', 5],
    ['a5', Infinity],
    ['a5', 5],
    ['a5', 6],
    ['a9 b8 c3 d0', Infinity],
    ['a9 b9 c8 d8 e8', 9],
    ['a0 b0', 0],
  ])('should find nothing where all go down: %j after %d', (list, before) => {
    expect(findDisorder(rows(list), before)).toBeUndefined();
  });

  it.each([
    ['a6', 5, 'a'],
    ['a9 b10', Infinity, 'b'],
    ['a9 b8 c9 d10', Infinity, 'c'],
    ['a1 b2 c3', 5, 'b'],
    ['a3 b2 c2 d1 e9', 3, 'e'],
    ['a9 b8 c7', 8, 'a'],
  ])('should find the first that is newer than the one before: %j after %d', (...all) => {
    const [list, before, id] = all;
    expect(findDisorder(rows(list), before)).toMatchObject({ id });
  });

  it.each([[undefined], [NaN], ['soon'], [null]])(
    'should find a row without a time to go by: %p',
    (time) => {
      const timeless = { id: 'x', updated_at: time as number };
      expect(findDisorder([...rows('a9'), timeless, ...rows('c7')], Infinity)).toBe(timeless);
      expect(findDisorder([...rows('a9 b8'), timeless], Infinity)).toBe(timeless);
      expect(findDisorder([timeless], Infinity)).toBe(timeless);
    },
  );

  it('should find the very row', () => {
    const list = rows('a1 b2');
    expect(findDisorder(list, Infinity)).toBe(list[1]);
  });
});
