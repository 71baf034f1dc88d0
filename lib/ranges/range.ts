import { createDelivered, type Delivered } from '../paging/delivered.ts';
import { lastSecond } from '../paging/seek.ts';
import type { ExportRange } from '../types/export-checkpoint.ts';

/** The end of a range without one: no row is as late as this. */
export const FAR: number = Number.MAX_SAFE_INTEGER;

/** A range, and how far it is read. */
export interface RangeState extends Omit<ExportRange, 'seen'> {
  /** The rows delivered at the second `at`: very many rows may share it. */
  readonly seen: Delivered;
}

/** What a range adds from a page. */
export interface RangeAdvance<Item> {
  /** The rows of the range that it has not delivered before. */
  readonly fresh: readonly Item[];
  /** The range behind them. */
  readonly range: RangeState;
}

/** A range that nothing is read of. */
export function openRange(from: number, to: number, isReread: boolean): RangeState {
  return {
    from,
    to,
    at: null,
    seen: createDelivered(),
    delivered: 0,
    isDone: from >= to,
    isReread,
  };
}

/** One range in place of all, to be read again. */
export function joinRanges(ranges: readonly RangeState[]): RangeState {
  const since = Math.min(...ranges.map(({ from }) => from));
  const until = Math.max(...ranges.map(({ to }) => to));
  return openRange(since, until, true);
}

/**
 * Moves a range on behind rows.
 *
 * @param rows - in ascending order; those out of the range are left out, whether the server's bounds
 * include their second or not
 */
export function advanceRange<Item extends { readonly id: string }>(
  range: RangeState,
  rows: readonly Item[],
  timeOf: (row: Item) => number,
): RangeAdvance<Item> {
  const { from, to, at, seen, delivered } = range;
  const fresh = rows.filter((row) => {
    const time = timeOf(row);
    return time >= (at ?? from) && time < to && !(time === at && seen.has(row.id));
  });
  const latest = lastSecond(range, fresh, timeOf);
  return { fresh, range: { ...range, ...latest, delivered: delivered + fresh.length } };
}

/** How many rows of the ranges are delivered. */
export function countDelivered(ranges: readonly RangeState[]): number {
  return ranges.reduce((sum, { delivered }) => sum + delivered, 0);
}
