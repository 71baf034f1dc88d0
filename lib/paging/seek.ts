import type { SearchProgress } from '../types/checkpoint.ts';
import { DAY } from './day.ts';
import { createDelivered, type Delivered, type Row } from './delivered.ts';
import { rankAt, rankOf, type ListOrder } from './order.ts';

/** How far a search is read. */
export interface SearchState extends Omit<SearchProgress, 'seen'> {
  /** The rows delivered at the time `at`: very many rows may share it. */
  readonly seen: Delivered;
}

/** What a page adds to a search. */
export interface Sought<Item> {
  /** The rows that the search has not delivered. */
  readonly items: readonly Item[];
  /** How far the search is read behind them. */
  readonly search: SearchState;
}

/** A search that is read from its beginning. */
export function beginSearch(search: Omit<SearchState, 'beyond' | 'at' | 'seen'>): SearchState {
  return { ...search, beyond: null, at: null, seen: createDelivered() };
}

/**
 * Moves a search on behind the rows of a page. Where the search goes on by a filter, the rows that it
 * has delivered are left out, whether the bounds of the server include their second or not.
 *
 * @param order - `null` for an order that a filter cannot follow
 * @param isOrdered - whether the page keeps the order
 */
export function seek<Item extends Row>(
  search: SearchState,
  rows: readonly Item[],
  order: ListOrder | null,
  isOrdered: boolean | null,
): Sought<Item> {
  const { beyond, at, seen, isResumable } = search;
  const canGoOn =
    isResumable &&
    isOrdered === true &&
    order !== null &&
    rows.every((row) => Number.isFinite(row[order.field]));
  if (!canGoOn) {
    return { items: rows, search: { ...beginSearch(search), beyond, isResumable: false } };
  }
  const { field } = order;
  const timeOf = (row: Row): number => row[field] ?? Number.NaN;
  const isBehind = (row: Row): boolean =>
    at === null || (row[field] === at ? !seen.has(row.id) : rankOf(row, order) < rankAt(at, order));
  const items = beyond === null ? rows : rows.filter(isBehind);
  return { items, search: { ...search, ...lastSecond(search, items, timeOf) } };
}

/** The time of the last of these rows, and the rows that are delivered at it. */
export function lastSecond<Item extends Pick<Row, 'id'>>(
  { at, seen }: Pick<SearchState, 'at' | 'seen'>,
  rows: readonly Item[],
  timeOf: (row: Item) => number,
): Pick<SearchState, 'at' | 'seen'> {
  const last = rows.at(-1);
  if (last === undefined) return { at, seen };
  const time = timeOf(last);
  const latest = rows.filter((row) => timeOf(row) === time);
  const before = time === at ? seen : createDelivered();
  return { at: time, seen: before.with(latest.map(({ id }) => ({ id, updated_at: time }))) };
}

/**
 * The search behind the last second delivered, without a cursor. `null` where it cannot go on.
 *
 * @param isWide - whether to ask for a day more, because a server may compare days
 */
export function goOnByFilter(
  search: SearchState,
  { isAscending }: ListOrder,
  isWide: boolean,
): SearchState | null {
  const { at, isResumable } = search;
  if (at === null || !isResumable) return null;
  const margin = isWide ? DAY + 1 : 1;
  return { ...search, beyond: isAscending ? at - margin : at + margin };
}
