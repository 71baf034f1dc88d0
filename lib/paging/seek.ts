import type { SearchProgress } from '../types/checkpoint.ts';
import type { Row } from './delivered.ts';
import { rankOf, type ListOrder } from './order.ts';

/** In seconds. */
const DAY = 86_400;

/** What a page adds to a search. */
export interface Sought<Item> {
  /** The rows that the search has not delivered. */
  readonly items: readonly Item[];
  /** How far the search is read behind them. */
  readonly search: SearchProgress;
}

/**
 * Moves a search on behind the rows of a page. Where the search goes on by a filter, the rows that it
 * has delivered are left out, whether the bounds of the server include their second or not.
 *
 * @param order - `null` for an order that a filter cannot follow
 * @param isOrdered - whether the page keeps the order
 */
export function seek<Item extends Row>(
  search: SearchProgress,
  rows: readonly Item[],
  order: ListOrder | null,
  isOrdered: boolean | null,
): Sought<Item> {
  const { beyond, at, isResumable } = search;
  const lost = { items: rows, search: { ...search, at: null, seen: [], isResumable: false } };
  if (!isResumable || order === null || isOrdered !== true) return lost;
  const { field } = order;
  if (!rows.every((row) => Number.isFinite(row[field]))) return lost;
  const seen = new Set(search.seen);
  const isBehind = (row: Row): boolean =>
    at === null || (row[field] === at ? !seen.has(row.id) : rankOf(row, order) < rankAt(at, order));
  const items = beyond === null ? rows : rows.filter(isBehind);
  const last = items.at(-1)?.[field];
  if (last === undefined) return { items, search };
  const ids = items.filter((row) => row[field] === last).map(({ id }) => id);
  return { items, search: { ...search, at: last, seen: last === at ? [...seen, ...ids] : ids } };
}

/**
 * The search behind the last second delivered, without a cursor. `null` where it cannot go on.
 *
 * @param isWide - whether to ask for a day more, because a server may compare days
 */
export function goOnByFilter(
  search: SearchProgress,
  { isAscending }: ListOrder,
  isWide: boolean,
): SearchProgress | null {
  const { at, isResumable } = search;
  if (at === null || !isResumable) return null;
  const margin = isWide ? DAY + 1 : 1;
  return { ...search, beyond: isAscending ? at - margin : at + margin };
}

function rankAt(time: number, { isAscending }: ListOrder): number {
  return isAscending ? -time : time;
}
