import { describe, expect, it } from '@jest/globals';
import { judgeCounts, type RangeCounts, type Verdict } from '../../lib/ranges/judge-counts.ts';
import type { CountedRows } from '../../lib/ranges/count-rows.ts';
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
/** The count of a tail, and nothing of its last row. */
function tail(count: number): CountedRows {
  return { count, last: null };
}

const right: RangeCounts = { total: 10, tail: tail(1) };

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
    { what: 'some were deleted', counts: [{ total: 8, tail: tail(1) }, right], whole: 18 },
    { what: 'the whole is capped', counts: [right, right], whole: 12 },
  ])('should find nothing where $what', ({ counts, whole }) => {
    expect(judge([range(), upper], counts, whole)).toEqual({ kind: 'complete' });
  });

  it('should go on where the tail of a range has more', () => {
    const verdict = judge([range(), upper], [{ total: 10, tail: tail(4) }, right], 20);
    expect(verdict).toMatchObject({
      kind: 'reread',
      ranges: [{ at: 90, seen, delivered: 10, isDone: false, isReread: false }, upper],
    });
  });

  it.each([
    { what: 'behind the last second', last: { id: '10', time: 95 } },
    { what: 'of the last second', last: { id: '10', time: 90 } },
  ])('should go on where the last row is one $what that has not come', ({ last }) => {
    const verdict = judge([range(), upper], [{ total: 10, tail: { count: 1, last } }, right], 20);
    const shortfall = { range: { since: 90, until: 100 }, expected: 2, found: 1 };
    expect(verdict).toMatchObject({
      kind: 'reread',
      shortfall,
      ranges: [{ isDone: false }, upper],
    });
  });

  it.each([
    { what: 'has come', last: { id: '9', time: 90 } },
    { what: 'lies before the tail', last: { id: '8', time: 89 } },
    { what: 'lies behind the range', last: { id: '11', time: 100 } },
  ])('should find nothing where the last row $what', ({ last }) => {
    const counts = [{ total: 10, tail: { count: 1, last } }, right];
    expect(judge([range(), upper], counts, 20)).toEqual({ kind: 'complete' });
  });

  it('should read a range again from its start where it has gained some', () => {
    const verdict = judge([range(), upper], [{ total: 12, tail: tail(1) }, right], 22);
    expect(verdict).toMatchObject({ kind: 'reread', ranges: [reread(0, 100), upper] });
  });

  it('should give up on a range that reading again has not mended', () => {
    const args = [[range(), upper], [{ total: 12, tail: tail(1) }, right], 22] as const;
    expect(judgeTwice(...args)).toEqual({
      kind: 'short',
      shortfall: { range: { since: 0, until: 100 }, expected: 12, found: 10 },
    });
  });

  it('should count once more, then read all again, where the whole has more than its parts', () => {
    const args = [[range(), upper], [right, right], 25] as const;
    expect(judge(...args)).toMatchObject({ kind: 'reread', ranges: args[0] });
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
