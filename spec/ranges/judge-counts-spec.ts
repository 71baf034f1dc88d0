import { describe, expect, it } from '@jest/globals';
import { judgeCounts, type RangeCounts, type Verdict } from '../../lib/ranges/judge-counts.ts';
import { openRange, type RangeState } from '../../lib/ranges/range.ts';
import { createDelivered } from '../../lib/paging/delivered.ts';

const seen = createDelivered([['9', 90]]);

function range(changes: Partial<RangeState> = {}): RangeState {
  const read = { at: 90, seen, delivered: 10, isDone: true };
  return { ...openRange(0, 100, false), ...read, ...changes };
}

/** A range that is read again from its start. */
function reread(from: number, to: number): object {
  return { ...openRange(from, to, true), seen: expect.anything() };
}

const upper = range({ from: 100, to: 200, at: 190 });
const right: RangeCounts = { total: 10, tail: 1 };

function judge(
  ranges: readonly RangeState[],
  counts: readonly RangeCounts[],
  whole: number,
  before: string | null = null,
): Verdict {
  return judgeCounts(ranges, counts, whole, before);
}

/** The verdict on counts that do not change: the one that follows is not the first. */
function judgeTwice(...args: Parameters<typeof judge>): Verdict {
  const first = judge(...args);
  if (!('finding' in first)) throw new Error(`The first verdict was ${first.kind}`);
  return judge(args[0], args[1], args[2], first.finding);
}

describe('judgeCounts', () => {
  it.each([
    { what: 'all is shown', counts: [right, right], whole: 20 },
    { what: 'some were deleted', counts: [{ total: 8, tail: 1 }, right], whole: 18 },
    { what: 'the whole is capped', counts: [right, right], whole: 12 },
  ])('should find nothing where $what', ({ counts, whole }) => {
    expect(judge([range(), upper], counts, whole)).toEqual({ kind: 'complete' });
  });

  it('should go on where the tail of a range has more', () => {
    const verdict = judge([range(), upper], [{ total: 10, tail: 4 }, right], 20);
    expect(verdict).toMatchObject({
      kind: 'reread',
      ranges: [{ at: 90, seen, delivered: 10, isDone: false, isReread: false }, upper],
    });
  });

  it('should read a range again from its start where it has gained some', () => {
    const verdict = judge([range(), upper], [{ total: 12, tail: 1 }, right], 22);
    expect(verdict).toMatchObject({ kind: 'reread', ranges: [reread(0, 100), upper] });
  });

  it('should give up on a range that reading again has not mended', () => {
    const args = [[range(), upper], [{ total: 12, tail: 1 }, right], 22] as const;
    expect(judgeTwice(...args)).toEqual({
      kind: 'short',
      shortfall: { range: { since: 0, until: 100 }, expected: 12, found: 10 },
    });
  });

  it('should count once more, then read all again, where the whole has more than its parts', () => {
    const args = [[range(), upper], [right, right], 25] as const;
    expect(judge(...args)).toMatchObject({ kind: 'recount' });
    expect(judgeTwice(...args)).toMatchObject({
      kind: 'reread',
      ranges: [reread(0, 200)],
    });
  });

  it('should give up where the whole has more and all was read again', () => {
    const read = [range({ isReread: true }), range({ from: 100, to: 200, isReread: true })];
    expect(judgeTwice(read, [right, right], 25)).toEqual({
      kind: 'short',
      shortfall: { range: { since: 0, until: 200 }, expected: 25, found: 20 },
    });
  });
});
