import type { Row } from '../paging/delivered.ts';

/** Delivered conversations that the closing phase may meet again: `updated_at` by `id`. */
export type Recent = ReadonlyMap<string, number>;

/**
 * Adds delivered rows whose `updated_at` lies in a window, and forgets those that lie before it.
 *
 * @param from - the first second of the window
 * @param to - the second after it
 */
export function remember(recent: Recent, rows: readonly Row[], from: number, to: number): Recent {
  const added = rows.filter(({ updated_at }) => updated_at >= from && updated_at < to);
  if (added.length === 0) return recent;
  const kept = [...recent].filter(([, updatedAt]) => updatedAt >= from);
  return new Map([...kept, ...added.map(({ id, updated_at }) => [id, updated_at] as const)]);
}

/** The rows that are not delivered in this version. */
export function notDelivered<Item extends Row>(
  rows: readonly Item[],
  recent: Recent,
): readonly Item[] {
  return rows.filter(({ id, updated_at }) => (recent.get(id) ?? -1) < updated_at);
}
