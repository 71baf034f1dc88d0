import { DAY } from '../paging/day.ts';
import type { RangeState } from './range.ts';

/**
 * Where to cut a range: at the middle of its remaining time, or at a midnight (UTC) close to it,
 * because a server that compares whole days leaves nothing out there.
 *
 * @returns the first second of the upper part; `null` where no second is left to cut at
 */
export function findCut({ from, to, at }: RangeState): number | null {
  const lowest = (at ?? from) + 1;
  if (lowest >= to) return null;
  const rest = to - lowest;
  const middle = lowest + Math.floor(rest / 2);
  const midnight = Math.round(middle / DAY) * DAY;
  return Math.abs(midnight - middle) < rest / 8 ? midnight : middle;
}

/** The part of the remaining time of a range that lies above a cut, from 0 to 1. */
export function shareAbove({ from, to, at }: RangeState, cut: number): number {
  const start = at ?? from;
  return (to - cut) / (to - start);
}
