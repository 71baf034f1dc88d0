import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStallDetector } from '../../lib/paging/stall.ts';

/** The number of the page at which a list counts as endless; `null` if it does not within `count`. */
function stalledAt(pageIds: (page: number) => readonly string[], count: number): number | null {
  const isStalled = createStallDetector();
  for (let page = 1; page <= count; page += 1)
    if (isStalled(pageIds(page).map((id) => ({ id })))) return page;
  return null;
}

/** Ids of a page of this size, counted from 0. */
function numbered(page: number, size: number): readonly string[] {
  return Array.from({ length: size }, (_, index) => String((page - 1) * size + index));
}

describe('the stall detector', () => {
  it.each([1, 20, 150])('should let an honest list be as long as it is, by pages of %i', (size) => {
    expect(stalledAt((page) => numbered(page, size), 3_000)).toBeNull();
  });

  it('should let pages be empty, or repeat rows, as long as new rows come between', () => {
    const kinds = fc.array(fc.constantFrom('new', 'empty', 'again', 'partly'), {
      minLength: 100,
      maxLength: 400,
    });
    fc.assert(
      fc.property(kinds, (list) => {
        const pages = list.flatMap((kind, index) => (index % 90 === 0 ? ['new', kind] : [kind]));
        const ids = (page: number): readonly string[] => {
          const kind = pages[page - 1];
          if (kind === 'empty') return [];
          if (kind === 'again') return numbered(page, 3);
          return kind === 'partly' ? [...numbered(1, 2), `x${page}`] : numbered(page + 1, 3);
        };
        expect(
          stalledAt((page) => (page === 1 ? numbered(1, 3) : ids(page)), pages.length),
        ).toBeNull();
      }),
    );
  });

  it('should let new rows above push a page down again and again, where pages are counted', () => {
    for (const size of [1, 2, 20]) {
      expect(stalledAt((page) => numbered(Math.ceil(page / 50), size), 5_000)).toBeNull();
    }
  });

  it.each<[string, (page: number) => readonly string[]]>([
    ['empty pages', () => []],
    ['the same page', () => numbered(1, 20)],
    ['the same rows in pages of other sizes', (page) => numbered(1, 1 + (page % 20))],
    ['the same rows in another order', (page) => (page % 2 === 0 ? ['a', 'b'] : ['b', 'a'])],
    ['old rows and empty pages in turn', (page) => (page % 3 === 0 ? [] : numbered(1, 5))],
  ])('should find a list that goes on with nothing new: %s', (_, ids) => {
    const start = 40;
    const end = stalledAt((page) => (page <= start ? numbered(page, 20) : ids(page)), 1_000);
    expect(end).toBeGreaterThanOrEqual(start + 100 - 1);
    // The up to 20 rows of a page are learnt once more.
    expect(end).toBeLessThanOrEqual(start + 100 + 20);
  });

  it('should find a circle of any length, however many rows it has', () => {
    const circle = fc.record({
      length: fc.integer({ min: 1, max: 1_200 }),
      size: fc.constantFrom(1, 2, 20, 150),
      before: fc.nat(200),
    });
    fc.assert(
      fc.property(circle, ({ length, size, before }) => {
        const ids = (page: number): readonly string[] =>
          numbered(page <= before ? page : before + 1 + ((page - before) % length), size);
        const end = stalledAt(ids, 20_000);
        expect(end).not.toBeNull();
        expect(end).toBeGreaterThan(before);
        // The page waited for stands less than twice three rounds on, and comes back three times.
        expect(end).toBeLessThanOrEqual(Math.max(before, 100) * 2 + 9 * length + 200);
      }),
      { numRuns: 60, examples: [[{ length: 684, size: 150, before: 0 }]] },
    );
  });
});
