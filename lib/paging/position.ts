import type { CatchUpProgress } from '../types/checkpoint.ts';
import { NOT_STARTED, stopCatchingUp } from './catch-up.ts';
import { createDelivered, type Delivered, type Row } from './delivered.ts';
import { beginSearch, type SearchState } from './seek.ts';

/** Where a walk stands: everything before it is delivered. */
export interface Position {
  /** 0 for the first reading of the list, from 1 on for the passes that catch up. */
  readonly pass: number;
  /** The number of the next page. */
  readonly page: number;
  /** The cursor that fetches the next page; `null` for the top of the list. */
  readonly cursor: string | null;
  /** The newest `updated_at` when this pass began; `null` before its first row. */
  readonly newest: number | null;
  /** The server's time when this pass began, in unix seconds; `null` when it did not say. */
  readonly startedAt: number | null;
  /** The `updated_at` this pass reads down to; `null` for the end of the list. */
  readonly since: number | null;
  /**
   * The `updated_at` of the first row older than {@link oldestChange}; `null` before this pass has
   * shown one.
   */
  readonly below: number | null;
  /** A change older than this has become visible late; `null` where none is expected. */
  readonly lateBefore: number | null;
  /** Delivered rows that the walk may meet again. */
  readonly delivered: Delivered;
  /** What the passes have shown so far. */
  readonly catchUp: CatchUpProgress;
  /** How far a search is read; left out for the list. */
  readonly search?: SearchState | undefined;
}

/** Where a walk begins: after a cursor, or at the top of the list. */
export function startAfter(cursor: string | null): Position {
  return {
    pass: 0,
    page: 1,
    cursor,
    newest: null,
    startedAt: null,
    since: null,
    below: null,
    lateBefore: null,
    delivered: createDelivered(),
    catchUp: NOT_STARTED,
  };
}

/** Remembers rows of the page at this position, while the page is not delivered in full. */
export function deliver(position: Position, rows: readonly Row[]): Position {
  const { delivered, catchUp } = position;
  const isQuiet = catchUp.isQuiet && rows.length === 0;
  return { ...position, delivered: delivered.with(rows), catchUp: { ...catchUp, isQuiet } };
}

/** The top of the list, to read what has changed since a time, in unix seconds. */
export function passSince(since: number | null): Position {
  return { ...startAfter(null), pass: 1, since };
}

/**
 * The top of the list again, to read what has changed since this pass began.
 *
 * @param lookBack - how many seconds a change may become visible late
 */
export function nextPass(position: Position, lookBack: number): Position {
  const { pass, delivered, catchUp, search } = position;
  const since = nextSince(position, lookBack);
  const remembered = [...delivered.toMap()].filter(([, at]) => since === null || at >= since);
  return {
    ...passSince(since),
    pass: pass + 1,
    lateBefore: pickLater(position.newest, position.startedAt),
    delivered: createDelivered(remembered),
    catchUp: { ...catchUp, begunAt: null },
    ...(search && { search: beginSearch(search) }),
  };
}

/**
 * Where a walk stands that has caught up: at the top of the list, for the pass of another run. A pass
 * that ended before its end is read again down to the same time, because a change may still become
 * visible late on the pages that it left out.
 */
export function standAtTop(position: Position, isOver: boolean): Position {
  const { pass, since, lateBefore, delivered, catchUp, search } = position;
  const again: Position = {
    ...passSince(since),
    pass: pass + 1,
    lateBefore,
    delivered,
    ...(search && { search: beginSearch(search) }),
  };
  return { ...(isOver ? position : again), catchUp: stopCatchingUp(catchUp) };
}

/**
 * What the clocks say about the pass after this one: the earliest time that a change may have which
 * this pass has not shown. It is the time this pass began, less the time that a change may become
 * visible late.
 */
export function oldestChange(
  { newest, startedAt, since }: Pick<Position, 'newest' | 'startedAt' | 'since'>,
  lookBack: number,
): number | null {
  const begun = pickLater(newest, startedAt);
  return begun === null ? since : pickLater(since, Math.max(0, begun - lookBack));
}

/**
 * Down to where the pass after this one reads: to the first row older than {@link oldestChange},
 * because a change stands above it also where all clocks are ahead. Where this is the newest row, its
 * second may not be over, so it is read once more. Never to before where this pass read to, because
 * rows before it are not known.
 */
function nextSince(position: Position, lookBack: number): number | null {
  const { since, below, newest } = position;
  const oldest = oldestChange(position, lookBack);
  if (oldest === null || below === null) return since;
  const reach = below === newest && below !== since ? below : below + 1;
  return pickLater(since, Math.min(oldest, reach));
}

/** The later of two times, of which each may be unknown. */
export function pickLater(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
