import type { DateRange } from './date-range.ts';
import { partitionPoint } from './partition-point.ts';
import type { Row } from './row.ts';
import type { IndexedField } from './search-clause.ts';

/** A stretch of an ordered array; nothing is copied. */
export interface Span {
  /** The array. */
  readonly rows: readonly Row[];
  /** The index of the first row of the stretch. */
  readonly from: number;
  /** The index after its last row. */
  readonly to: number;
}

/**
 * All of an array.
 *
 * @param rows - The array.
 * @returns The stretch.
 */
export function spanOf(rows: readonly Row[]): Span {
  return { rows, from: 0, to: rows.length };
}

/**
 * Finds the rows of a range in an array that is ordered by its field. Logarithmic.
 *
 * @param rows - The array.
 * @param field - The field.
 * @param descending - Whether the array begins with the highest value.
 * @param range - The range.
 * @returns The stretch; empty when there are none.
 */
export function spanWithin(
  rows: readonly Row[],
  field: IndexedField,
  descending: boolean,
  { min, max }: DateRange,
): Span {
  const from = partitionPoint(rows, (row) => (descending ? row[field] > max : row[field] < min));
  const to = partitionPoint(rows, (row) => (descending ? row[field] >= min : row[field] <= max));
  return { rows, from, to: Math.max(from, to) };
}
