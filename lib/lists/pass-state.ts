import type { Row } from '../paging/delivered.ts';
import { lastRank, rankAt, rankOf, type ListOrder } from '../paging/order.ts';
import type { Position } from '../paging/position.ts';
import { isSameDay } from '../paging/day.ts';
import { goOnByFilter } from '../paging/seek.ts';
import type { PassPage, WalkState } from './pass-page.ts';
import type { ListedPage } from './load-page.ts';

/** The state that loads the next page of a pass. */
export interface PassState extends WalkState {
  /**
   * How many delivered rows lie ahead: they are requested besides the wanted ones. `Infinity` where
   * the next new row is unknown places away.
   */
  readonly expectedDuplicates: number;
  /** The rank of the row before the page. */
  readonly last: number;
  /** How much larger than usual the page should be, because it begins with delivered rows. */
  readonly extra: number;
  /** How often a search went on by a filter since its last new row. */
  readonly restarts: number;
  /** Whether the filter asks for a day more than needed. */
  readonly isWide: boolean;
}

/** A cursor may be refused so often without a new row in between. */
const MAX_RESTARTS = 5;

/** The beginning of a pass, or of the rest of one. */
export function startState({ position, wanted }: WalkState): PassState {
  return {
    position,
    wanted,
    expectedDuplicates: countAhead(position),
    last: Infinity,
    extra: 0,
    restarts: 0,
    isWide: false,
  };
}

/**
 * The state that goes on by a filter where the cursor of a search is refused.
 *
 * @returns `null` where this has not helped, or the search does not allow it
 */
export function restartState(state: PassState, order: ListOrder | null): PassState | null {
  const restarts = state.restarts + 1;
  return restarts > MAX_RESTARTS ? null : withFilter({ ...state, restarts }, order, false);
}

/**
 * The state that asks for a day more, where the filter has left out the whole day it begins in, as on a
 * server that compares days. The second it begins at may be gone on any server: its rows can change.
 *
 * @returns `null` where that second, or a row behind it of its day, is there
 */
export function widenState<Item extends Row>(
  state: PassState,
  { items }: ListedPage<Item>,
  order: ListOrder | null,
): PassState | null {
  const { cursor, search } = state.position;
  const at = search?.at ?? null;
  const isFirst = cursor === null && search?.beyond != null;
  if (!isFirst || state.isWide || order === null || at === null) return null;
  const hasDay = items.some(
    (row) => rankOf(row, order) <= rankAt(at, order) && isSameDay(row[order.field] ?? NaN, at),
  );
  return hasDay ? null : withFilter(state, order, true);
}

function withFilter(state: PassState, order: ListOrder | null, isWide: boolean): PassState | null {
  const { position, expectedDuplicates } = state;
  const search = position.search && order && goOnByFilter(position.search, order, isWide);
  if (!search) return null;
  const seen = search.seen.toMap().size;
  return {
    ...state,
    position: { ...position, cursor: null, search },
    expectedDuplicates: isWide ? Infinity : expectedDuplicates + seen,
    last: Infinity,
    extra: isWide ? Infinity : seen,
    isWide,
  };
}

/** The state that loads the page after this one; `null` when none is wanted. */
export function followingState<Item extends Row>(
  { expectedDuplicates, last, restarts, isWide }: PassState,
  { listed, after, duplicates, fresh, isOver }: PassPage<Item>,
  order: ListOrder | null,
): PassState | null {
  if (isOver || after.wanted === 0) return null;
  const isBehind = expectedDuplicates === Infinity && fresh.length > 0;
  return {
    expectedDuplicates: isBehind ? 0 : Math.max(0, expectedDuplicates - duplicates),
    last: order === null ? last : lastRank(listed.items, order, last),
    extra: 0,
    restarts: fresh.length > 0 ? 0 : restarts,
    isWide,
    ...after,
  };
}

/** How many delivered rows lie ahead. When resuming inside the list, rows at the top are behind. */
function countAhead({ cursor, newest, delivered }: Position): number {
  const times = [...delivered.toMap().values()];
  return cursor === null || newest === null
    ? times.length
    : times.filter((at) => at < newest).length;
}
