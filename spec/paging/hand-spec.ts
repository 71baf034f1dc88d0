import { describe, expect, it } from '@jest/globals';
import { createHand, type Hand } from '../../lib/paging/hand.ts';
import { startAfter, type Position } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';

/** Pages of `abc`, `de` and `fgh`; their rows are counted from 0 to 7. */
function threePages(): { readonly hand: Hand; readonly before: Record<1 | 2 | 3, Position> } {
  const hand = createHand();
  const before = {
    1: startAfter(null),
    2: { ...startAfter('p2'), page: 2, mark: 9, delivered: new Map([['x', 9]]) },
    3: { ...startAfter('p3'), page: 3, mark: 9, delivered: new Map([['x', 9]]) },
  };
  hand.add(before[1], rows('a5 b5 c5'));
  hand.add(before[2], rows('d5 e5'));
  hand.add(before[3], rows('f5 g5 h5'));
  return { hand, before };
}

describe('createHand', () => {
  it('should be empty at first', () => {
    const hand = createHand();
    expect(hand.size()).toBe(0);
    expect(hand.position()).toBeUndefined();
  });

  it('should stay empty with empty pages, which nobody has to wait for', () => {
    const hand = createHand();
    hand.add(startAfter('a'), []);
    expect(hand.size()).toBe(0);
    expect(hand.position()).toBeUndefined();
  });

  it('should count what is in hand', () => {
    const { hand } = threePages();
    const sizes = [hand.size()];
    for (const index of [0, 5, 1, 2, 4, 3, 7, 6]) {
      hand.remove(index);
      sizes.push(hand.size());
    }
    expect(sizes).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('should stand before the first page while nothing is done', () => {
    const { hand, before } = threePages();
    expect(hand.position()).toStrictEqual(before[1]);
  });

  it.each<[string, readonly number[], 1 | 2 | 3, string]>([
    ['the first row', [0], 1, 'a'],
    ['a row behind others', [2], 1, 'c'],
    ['rows of all pages', [1, 3, 7], 1, 'bdh'],
    ['a later page', [3, 4], 1, 'de'],
    ['the first page', [0, 1, 2], 2, 'x'],
    ['the first page, in another order', [2, 0, 1], 2, 'x'],
    ['the first page and rows behind it', [0, 6, 1, 4, 2], 2, 'xeg'],
    ['the pages but for the last', [4, 2, 0, 3, 1], 3, 'x'],
    ['all but the last row', [0, 1, 2, 3, 4, 5, 6], 3, 'xfg'],
  ])('should stand where only what is done counts: %s', (_, done, number, delivered) => {
    const { hand, before } = threePages();
    for (const index of done) hand.remove(index);
    const position = hand.position();
    expect(position).toStrictEqual({ ...before[number], delivered: expect.any(Map) });
    const expected = Array.from(delivered, (id) => [id, id === 'x' ? 9 : 5] as const);
    expect(position?.delivered).toEqual(new Map(expected));
  });

  it('should stand nowhere of its own when all is done', () => {
    const { hand } = threePages();
    for (const index of [7, 6, 5, 4, 3, 2, 1, 0]) hand.remove(index);
    expect(hand.position()).toBeUndefined();
  });

  it('should go on counting rows where pages have been put down, empty ones between them', () => {
    const hand = createHand();
    hand.add(startAfter('p1'), rows('a5 b5'));
    hand.remove(0);
    hand.remove(1);
    hand.add(startAfter('p2'), []);
    hand.add(startAfter('p3'), rows('c5 d5'));
    hand.remove(3);
    expect(hand.size()).toBe(1);
    expect(hand.position()).toStrictEqual({
      ...startAfter('p3'),
      delivered: new Map([['d', 5]]),
    });
  });

  it('should leave the positions it was given as they are', () => {
    const { hand, before } = threePages();
    const untouched = structuredClone(before);
    for (const index of [1, 3, 5]) hand.remove(index);
    hand.position();
    expect(before).toEqual(untouched);
  });
});
