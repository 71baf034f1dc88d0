import type { Row } from './row.ts';

/** The fields that a search can be sorted by. */
export const sortFields = ['created_at', 'updated_at', 'waiting_since', 'id'] as const;

/** One of the {@link sortFields}. */
export type SortField = (typeof sortFields)[number];

/** How rows are ordered. Rows of equal value come by ascending id, in both directions. */
export interface SortOrder {
  readonly field: SortField;
  /** Whether the highest value comes first. */
  readonly descending: boolean;
}

/**
 * The order of `GET /conversations`, and of a search that asks for none: last changed first. The
 * API's documentation does not say so; recorded pages do.
 */
export const listOrder: SortOrder = { field: 'updated_at', descending: true };

/** Compares two ids by the number their digits spell, also where a `number` is not precise enough. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** Makes the comparison for an order. By `waiting_since`, rows where nobody waits come last. */
export function compareBy({ field, descending }: SortOrder): (a: Row, b: Row) => number {
  const sign = descending ? -1 : 1;
  if (field === 'id') return (a, b) => sign * compareIds(a.id, b.id);
  const last = sign * Infinity;
  // Two missing values differ by NaN, which leaves the decision to the ids, as 0 does.
  return (a, b) => sign * ((a[field] ?? last) - (b[field] ?? last)) || compareIds(a.id, b.id);
}
