import type { CatchUpProgress } from '../types/checkpoint.ts';
import { NOT_STARTED } from './catch-up.ts';
import { createDelivered, type Delivered, type Row } from './delivered.ts';

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
  /** A change older than this has become visible late; `null` where none is expected. */
  readonly lateBefore: number | null;
  /** Delivered rows that the walk may meet again. */
  readonly delivered: Delivered;
  /** What the passes have shown so far. */
  readonly catchUp: CatchUpProgress;
}

/** What a page of the list says. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** 1 for the first; `null` when not told. */
  readonly number: number | null;
  /** The cursor of the page after it; `null` at the end of the list. */
  readonly next: string | null;
}

/** What a page adds to a walk. */
export interface Advance<Item> {
  /** The rows to deliver. */
  readonly fresh: readonly Item[];
  /** How many rows were delivered before. */
  readonly duplicates: number;
  /** Where the walk stands when the page is delivered: behind it, or at the top for another pass. */
  readonly position: Position;
  /** Whether the pass has read down to its end. */
  readonly isOver: boolean;
  /** The `updated_at` of the first row; of an empty pass, the time it reads down to. */
  readonly first: number | null;
  /** By how many seconds the latest late row was late; 0 for none. */
  readonly lateness: number;
}

/** What {@link advance} has to know besides. */
export interface AdvanceConfig {
  /**
   * Rows delivered before this pass started, or went on. If the API repeats a row within one pass,
   * it is delivered twice.
   */
  readonly known?: ReadonlyMap<string, number>;

  /** Also remember rows newer than `newest`. Needed only when the list is not ordered. */
  readonly isUnordered?: boolean;

  /** The server's time when it answered, in unix seconds. A later `updated_at` is not trusted. */
  readonly now?: number;

  /** The server's time when the page was requested, in unix seconds; `null` when it did not say. */
  readonly requestedAt?: number | null;

  /** How many seconds a change may become visible late. */
  readonly lookBack?: number;
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
    lateBefore: null,
    delivered: createDelivered(),
    catchUp: NOT_STARTED,
  };
}

/** Moves on behind the page at this position. */
export function advance<Item extends Row>(
  position: Position,
  { items, number, next }: ListPage<Item>,
  config: AdvanceConfig = {},
): Advance<Item> {
  const { known = position.delivered.toMap(), isUnordered = false, now = Infinity } = config;
  const { requestedAt = null, lookBack = 0 } = config;
  const { since, delivered, lateBefore } = position;
  const recent = since === null ? items : items.filter(({ updated_at }) => updated_at >= since);
  const fresh = known.size === 0 ? recent : recent.filter((row) => !isDelivered(row, known));
  const newest = position.newest ?? newestOf(items, since, now);
  const startedAt = position.startedAt ?? (position.cursor === null ? requestedAt : null);
  const isOver = next === null || recent.length < items.length;
  const behind: Position = {
    ...position,
    page: (number ?? position.page) + 1,
    cursor: next,
    newest,
    startedAt,
  };
  const oldest = nextSince(behind, lookBack) ?? Infinity;
  const remembered = fresh.filter(({ id, updated_at }) =>
    newest !== null && updated_at > newest
      ? isUnordered || updated_at > now || delivered.has(id)
      : updated_at >= oldest,
  );
  const after = { ...behind, delivered: delivered.with(remembered) };
  const lateRows = fresh.map(({ updated_at }) => (lateBefore ?? updated_at) - updated_at);
  return {
    fresh,
    duplicates: recent.length - fresh.length,
    position: isOver ? nextPass(after, lookBack) : after,
    isOver,
    first: newestOf(items, since, Infinity) ?? (isOver ? since : null),
    lateness: Math.max(0, ...lateRows),
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
export function nextPass(position: Position, lookBack = 0): Position {
  const { pass, delivered, catchUp } = position;
  const since = nextSince(position, lookBack);
  const remembered = [...delivered.toMap()].filter(([, at]) => since !== null && at >= since);
  return {
    ...passSince(since),
    pass: pass + 1,
    lateBefore: pickLater(position.newest, position.startedAt),
    delivered: createDelivered(remembered),
    catchUp: { ...catchUp, startedAt: null },
  };
}

/**
 * Down to where the pass after this one reads: to the time this pass began, less the time that a
 * change may become visible late. Never to before where this pass read to, because rows before it
 * are not known.
 */
function nextSince({ newest, startedAt, since }: Position, lookBack: number): number | null {
  const begun = pickLater(newest, startedAt);
  return begun === null ? since : pickLater(since, Math.max(0, begun - lookBack));
}

function pickLater(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Never before the time the pass reads down to, also when everything newer was deleted. */
function newestOf(items: readonly Row[], since: number | null, now: number): number | null {
  const newest = items[0]?.updated_at;
  return newest === undefined ? null : pickLater(since, Math.min(newest, now));
}

function isDelivered({ id, updated_at }: Row, known: ReadonlyMap<string, number>): boolean {
  return known.has(id) && !(updated_at > (known.get(id) ?? Infinity));
}
