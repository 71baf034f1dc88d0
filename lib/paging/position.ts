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
  /** The `updated_at` this pass reads down to; `null` for the end of the list. */
  readonly since: number | null;
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
}

/** Where a walk begins: after a cursor, or at the top of the list. */
export function startAfter(cursor: string | null): Position {
  return {
    pass: 0,
    page: 1,
    cursor,
    newest: null,
    since: null,
    delivered: createDelivered(),
    catchUp: NOT_STARTED,
  };
}

/** Moves on behind the page at this position. */
export function advance<Item extends Row>(
  position: Position,
  { items, number, next }: ListPage<Item>,
  { known = position.delivered.toMap(), isUnordered = false }: AdvanceConfig = {},
): Advance<Item> {
  const { since, delivered } = position;
  const recent = since === null ? items : items.filter(({ updated_at }) => updated_at >= since);
  const fresh = known.size === 0 ? recent : recent.filter((row) => !isDelivered(row, known));
  const newest = position.newest ?? newestOf(items, since);
  const isOver = next === null || recent.length < items.length;
  const remembered = fresh.filter(
    ({ id, updated_at }) =>
      updated_at === newest ||
      (newest !== null && updated_at > newest && (isUnordered || delivered.has(id))),
  );
  const behind: Position = {
    ...position,
    page: (number ?? position.page) + 1,
    cursor: next,
    newest,
    delivered: delivered.with(remembered),
  };
  return {
    fresh,
    duplicates: recent.length - fresh.length,
    position: isOver ? nextPass(behind) : behind,
    isOver,
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

/** The top of the list again, to read what has changed since this pass began. */
export function nextPass({ pass, newest, since, delivered, catchUp }: Position): Position {
  const from = newest ?? since;
  const remembered = [...delivered.toMap()].filter(([, at]) => from !== null && at >= from);
  return {
    ...passSince(from),
    pass: pass + 1,
    delivered: createDelivered(remembered),
    catchUp: { ...catchUp, startedAt: null },
  };
}

/** Never before the time the pass reads down to, also when everything newer was deleted. */
function newestOf(items: readonly Row[], since: number | null): number | null {
  const newest = items[0]?.updated_at ?? null;
  return newest === null || since === null ? newest : Math.max(newest, since);
}

function isDelivered({ id, updated_at }: Row, known: ReadonlyMap<string, number>): boolean {
  return known.has(id) && !(updated_at > (known.get(id) ?? Infinity));
}
