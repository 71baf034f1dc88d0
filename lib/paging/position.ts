/** What a walk has to know of a row of the list. */
export interface Row {
  readonly id: string;
  /** Unix seconds. */
  readonly updated_at: number;
}

/** Where a walk stands: all before it is delivered. */
export interface Position {
  /** 0 for the walk itself, from 1 on for the sweeps that catch up. */
  readonly sweep: number;
  /** The number of the page to come. */
  readonly page: number;
  /** The cursor that fetches it; `null` for the top of the list. */
  readonly cursor: string | null;
  /** The newest `updated_at` at the start of this sweep; `null` before its first row. */
  readonly mark: number | null;
  /** The `updated_at` this sweep reads down to; `null` for the end of the list. */
  readonly downTo: number | null;
  /** The `updated_at` of delivered rows that may be met again, by id. */
  readonly delivered: ReadonlyMap<string, number>;
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
  /** The rows that are to be delivered. */
  readonly fresh: readonly Item[];
  /** How many rows have been delivered before. */
  readonly duplicates: number;
  /** Where the walk stands when they are: behind this page, or at the top for another sweep. */
  readonly position: Position;
  /** Whether the sweep has come down to where it was to go. */
  readonly isOver: boolean;
}

/** What is known of a sweep. */
export interface AdvanceConfig {
  /**
   * The rows to leave out: those delivered before the sweep began, or went on. What comes twice
   * within it is the API's own word.
   */
  readonly known?: Position['delivered'];
  /** Whether to note rows newer than the mark too, which in an ordered list there are not. */
  readonly isUnordered?: boolean;
}

/** Where a walk begins: after a cursor, or at the top of the list. */
export function startAfter(cursor: string | null): Position {
  return { sweep: 0, page: 1, cursor, mark: null, downTo: null, delivered: new Map() };
}

/**
 * Moves on behind the page at this position.
 *
 * @param config - what is known besides
 */
export function advance<Item extends Row>(
  position: Position,
  { items, number, next }: ListPage<Item>,
  { known = position.delivered, isUnordered = false }: AdvanceConfig = {},
): Advance<Item> {
  const { downTo, delivered } = position;
  const recent = downTo === null ? items : items.filter(({ updated_at }) => updated_at >= downTo);
  const fresh = known.size === 0 ? recent : recent.filter((row) => !isDelivered(row, known));
  const mark = position.mark ?? newestOf(items, downTo);
  const isOver = next === null || recent.length < items.length;
  const behind: Position = {
    ...position,
    page: (number ?? position.page) + 1,
    cursor: next,
    mark,
    delivered: add(
      delivered,
      fresh.filter(
        ({ id, updated_at }) =>
          updated_at === mark ||
          (mark !== null && updated_at > mark && (isUnordered || delivered.has(id))),
      ),
    ),
  };
  return {
    fresh,
    duplicates: recent.length - fresh.length,
    position: isOver ? nextSweep(behind) : behind,
    isOver,
  };
}

/** Takes note of rows of the page at this position; the page is not all delivered yet. */
export function deliver(position: Position, rows: readonly Row[]): Position {
  return { ...position, delivered: add(position.delivered, rows) };
}

/** The top of the list, to read what has changed since a time, in unix seconds. */
export function sweepDownTo(downTo: number | null): Position {
  return { ...startAfter(null), sweep: 1, downTo };
}

/** The top of the list again, to read what has changed since this sweep began. */
export function nextSweep({ sweep, mark, downTo, delivered }: Position): Position {
  const since = mark ?? downTo;
  return {
    ...sweepDownTo(since),
    sweep: sweep + 1,
    delivered: new Map([...delivered].filter(([, at]) => since !== null && at >= since)),
  };
}

/** Never before the time the sweep reads down to, also when what was newer has been deleted. */
function newestOf(items: readonly Row[], downTo: number | null): number | null {
  const newest = items[0]?.updated_at ?? null;
  return newest === null || downTo === null ? newest : Math.max(newest, downTo);
}

function isDelivered({ id, updated_at }: Row, delivered: Position['delivered']): boolean {
  const before = delivered.get(id) ?? Infinity;
  return delivered.has(id) && !(updated_at > before);
}

function add(delivered: Position['delivered'], rows: readonly Row[]): Position['delivered'] {
  if (rows.length === 0) return delivered;
  return new Map([...delivered, ...rows.map(({ id, updated_at }) => [id, updated_at] as const)]);
}
