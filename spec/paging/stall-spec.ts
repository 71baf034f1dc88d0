import { describe, expect, it } from '@jest/globals';
import { createStallDetector } from '../../lib/paging/stall.ts';

/** The number of the page that is called stalled, counted from 1; `null` for none of so many. */
function stalledAt(count: number, page: (index: number) => readonly string[]): number | null {
  const { isStalled } = createStallDetector();
  for (let index = 0; index < count; index += 1) if (isStalled(page(index))) return index + 1;
  return null;
}

/** A page of three rows. */
function threeRows(page: number): readonly string[] {
  return [0, 1, 2].map((row) => `${page}-${row}`);
}

/** A hundred pages of new rows, 99 pages with rows of those, and so on. */
function mixed(index: number): readonly string[] {
  const at = index % 199;
  return at < 100 ? threeRows(index) : [0, 1, 2].map((row) => `${index - 100 + row}-${row}`);
}

describe('createStallDetector', () => {
  it.each<[string, (index: number) => readonly string[]]>([
    ['whose rows are all new', threeRows],
    ['in which every row comes twice', (index) => threeRows(Math.floor(index / 2))],
    [
      'of which each page repeats rows of the one before',
      (index) => [...threeRows(index - 1), ...threeRows(index)],
    ],
    ['with runs of 99 empty pages', (index) => (index % 100 === 0 ? threeRows(index) : [])],
    ['with runs of 99 pages that bring old rows in another order', mixed],
    [
      'that begins again, for 99 pages',
      (index) => threeRows(index < 1_099 ? index % 1_000 : index),
    ],
  ])('should let a list go on %s', (_, page) => {
    expect(stalledAt(10_000, page)).toBeNull();
  });

  it.each<[string, (index: number) => readonly string[], number]>([
    ['that is empty from the start', () => [], 100],
    ['that sends the same page', () => threeRows(0), 101],
    ['that ends in empty pages', (index) => (index < 50 ? threeRows(index) : []), 150],
    ['that goes round in a short circle', (index) => threeRows(index % 40), 140],
  ])('should find a list stalled %s', (_, page, at) => {
    expect(stalledAt(10_000, page)).toBeLessThanOrEqual(at);
  });

  it.each([1_000, 3_000])(
    'should find a circle of %i pages, larger than it remembers',
    (length) => {
      const rows = (index: number): readonly string[] =>
        Array.from({ length: 60 }, (_, row) => `${index % length}-${row}`);
      const at = stalledAt(20 * length, rows);
      expect(at).toBeGreaterThan(length);
      expect(at).toBeLessThan(10 * length);
    },
  );
});
