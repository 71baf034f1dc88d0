import { checkOption, isCount } from './check-option.ts';
import { createRandom, type Random } from './random.ts';
import type { Row } from './row.ts';

/** 2026-01-01T00:00:00Z in unix seconds: no conversation changes later, unless told otherwise. */
const newest = 1_767_225_600;
/** Seconds between the starts of two conversations, unless told otherwise. */
const spacing = 90;
/** The longest a conversation lasts, in seconds. */
const longest = 7 * 86_400;
/** Rules close conversations in bulk every half hour, so that several share one second. */
const bulkInterval = 1800;

/**
 * Generates the rows of conversations that look like real support traffic, by ascending id from `1`.
 * They last changed up to a week after they were started; several share a second. Throws a
 * `RangeError` when `createdAt` gives no whole number.
 */
export function generateRows(
  seed: number,
  count: number,
  createdAt?: (index: number) => number,
): readonly Row[] {
  const random = createRandom(seed, -1);
  if (createdAt === undefined) {
    return Array.from({ length: count }, (_, index) => {
      const start = newest - (count - index) * spacing + random.integer(spacing);
      return generateRow(random, index, start, newest);
    });
  }
  const starts = Array.from({ length: count }, (_, index) =>
    checkOption('createdAt', createdAt(index), isCount, 'whole unix seconds'),
  );
  const last = starts.reduce((latest, start) => Math.max(latest, start), 0);
  return starts.map((start, index) => generateRow(random, index, start, last));
}

function generateRow(random: Random, index: number, created_at: number, end: number): Row {
  const life = Math.min(longest, end - created_at);
  const changed = created_at + Math.floor(life * random.next() ** 3);
  const bulk = changed - (changed % bulkInterval);
  const inBulk = random.chance(0.2) && bulk >= created_at;
  return { id: String(index + 1), created_at, updated_at: inBulk ? bulk : changed };
}
