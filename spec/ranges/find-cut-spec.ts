import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findCut, shareAbove } from '../../lib/ranges/find-cut.ts';
import { openRange } from '../../lib/ranges/range.ts';

const DAY = 86_400;

describe('findCut', () => {
  it.each([
    { what: 'the middle', from: 100, to: 200, at: null, cut: 150 },
    { what: 'the middle of what is left', from: 100, to: 200, at: 180, cut: 190 },
    { what: 'the last second', from: 100, to: 102, at: null, cut: 101 },
    { what: 'none within a second', from: 100, to: 101, at: null, cut: null },
    { what: 'none behind the last second read', from: 100, to: 200, at: 199, cut: null },
    { what: 'a midnight near the middle', from: 0, to: 11 * DAY, at: null, cut: 6 * DAY },
  ])('should cut at $what', ({ from, to, at, cut }) => {
    expect(findCut({ ...openRange(from, to, false), at })).toBe(cut);
  });

  it('should leave its walker the second it stands in, and the other part a second', () => {
    fc.assert(
      fc.property(fc.nat(3 * DAY), fc.nat(3 * DAY), fc.nat(9), (...values) => {
        const [from, length, progress] = values;
        const at = progress === 0 ? null : from + Math.floor((length * progress) / 10);
        const range = { ...openRange(from, from + length, false), at };
        const cut = findCut(range);
        fc.pre(cut !== null);
        expect(cut).toBeGreaterThan(at ?? from);
        expect(cut).toBeLessThan(range.to);
        expect(shareAbove(range, cut)).toBeGreaterThan(0);
        expect(shareAbove(range, cut)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
