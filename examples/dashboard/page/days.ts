import { NO_COUNTS, type Counts } from './tally.ts';

/** The conversations that were started on one day. */
export interface Day {
  /** In days since 1970 (UTC). */
  readonly day: number;
  readonly counts: Counts;
}

/** The last so many days up to the latest one that has conversations, those without any included. */
export function lastDays(byDay: ReadonlyMap<number, Counts>, length: number): readonly Day[] {
  if (byDay.size === 0) return [];
  const latest = Math.max(...byDay.keys());
  return Array.from({ length }, (_, index) => {
    const day = latest - length + 1 + index;
    return { day, counts: byDay.get(day) ?? NO_COUNTS };
  });
}
