import type { Shortfall } from '../errors/incomplete-export-error.ts';
import type { CountedRows } from './count-rows.ts';
import { openRange, joinRanges, type RangeState } from './range.ts';

/** How many rows the server counts in a range. */
export interface RangeCounts {
  readonly total: number;
  /** From the last second delivered on. */
  readonly tail: CountedRows;
}

/** What the counts of the server say. */
export type Verdict =
  | { readonly kind: 'complete' }
  /**
   * Some ranges have to be read again, and the others stand as they are. None, where there are more in
   * all than in the parts: worth counting once more.
   */
  | {
      readonly kind: 'reread';
      readonly finding: string;
      readonly shortfall: Shortfall;
      readonly ranges: readonly RangeState[];
    }
  /** Reading again did not help. */
  | { readonly kind: 'short'; readonly shortfall: Shortfall };

/**
 * Compares the counts of the server with what it has shown.
 *
 * Fewer than shown are fine: they were deleted. More in the tail of a range: its query ended early.
 * More in a range: some came late. More in the whole than in the parts: the bounds of the parts lose
 * rows, so all is read once more as one range.
 *
 * @param counts - of each range
 * @param whole - of all ranges together, counted after them
 * @param before - the finding of the comparison before: what comes back was not mended
 */
export function judgeCounts(
  ranges: readonly RangeState[],
  counts: readonly RangeCounts[],
  whole: number,
  before: string | null,
): Verdict {
  const missing = ranges.map((range, index) => findMissing(range, counts[index]));
  const first = missing.find((found) => found !== null);
  if (first !== undefined) {
    const finding = JSON.stringify(missing);
    const { shortfall } = first;
    if (finding === before) return { kind: 'short', shortfall };
    const mended = ranges.map((range, index) => missing[index]?.range ?? range);
    return { kind: 'reread', finding, shortfall, ranges: mended };
  }
  const found = ranges.reduce(
    (sum, { delivered }, index) => sum + Math.max(delivered, counts[index]?.total ?? 0),
    0,
  );
  if (whole <= found) return { kind: 'complete' };
  const all = joinRanges(ranges);
  const shortfall = { range: { since: all.from, until: all.to }, expected: whole, found };
  const finding = JSON.stringify(shortfall);
  if (finding !== before) return { kind: 'reread', finding, shortfall, ranges };
  return ranges.every(({ isReread }) => isReread)
    ? { kind: 'short', shortfall }
    : { kind: 'reread', finding, shortfall, ranges: [all] };
}

/** What a range lacks, and the range to read it. */
interface Missing {
  readonly shortfall: Shortfall;
  readonly range: RangeState;
}

/**
 * Whether the tail of a range has rows that were not delivered. Some of it may be deleted, so its count
 * alone does not tell.
 */
export function hasMore({ at, to, seen }: RangeState, { count, last }: CountedRows): boolean {
  if ((count ?? 0) > seen.toMap().size) return true;
  if (last === null || at === null || last.time < at || last.time >= to) return false;
  return last.time > at || !seen.has(last.id);
}

function findMissing(range: RangeState, counts: RangeCounts | undefined): Missing | null {
  const { from, to, at, seen, delivered } = range;
  const { total, tail } = counts ?? { total: 0, tail: { count: 0, last: null } };
  const found = seen.toMap().size;
  if (at !== null && hasMore(range, tail)) {
    const expected = Math.max(tail.count ?? 0, found + 1);
    const shortfall = { range: { since: at, until: to }, expected, found };
    return { shortfall, range: { ...range, isDone: false } };
  }
  if (total <= delivered) return null;
  const shortfall = { range: { since: from, until: to }, expected: total, found: delivered };
  return { shortfall, range: openRange(from, to, true) };
}
