import type { Row } from './delivered.ts';
import { nextPass, oldestChange, pickLater, type Position } from './position.ts';

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
  /** The `updated_at` of the first row that is not dated ahead; `null` where the page has none. */
  readonly top: number | null;
  /** By how many seconds the latest late row was late; 0 for none. */
  readonly lateness: number;
}

/** What {@link advance} has to know besides. */
export interface AdvanceConfig {
  /**
   * Rows delivered before this pass started, or went on. If the API repeats a row within one pass,
   * it is delivered twice.
   */
  readonly known: ReadonlyMap<string, number>;

  /**
   * Also remember rows newer than `newest`, for the next pass. They follow only rows that are dated
   * ahead, and where the list is not ordered.
   */
  readonly remembersNewer: boolean;

  /** The server's time when it answered, in unix seconds. A later `updated_at` is not trusted. */
  readonly now: number;

  /** The server's time when the page was requested, in unix seconds; `null` when it did not say. */
  readonly requestedAt: number | null;

  /** How many seconds a change may become visible late. */
  readonly lookBack: number;
}

/** Moves on behind the page at this position. */
export function advance<Item extends Row>(
  position: Position,
  { items, number, next }: ListPage<Item>,
  { known, remembersNewer, now, requestedAt, lookBack }: AdvanceConfig,
): Advance<Item> {
  const { since, delivered, lateBefore } = position;
  const recent = since === null ? items : items.filter(({ updated_at }) => updated_at >= since);
  const fresh = known.size === 0 ? recent : recent.filter((row) => !isDelivered(row, known, now));
  const top = items.find(({ updated_at }) => updated_at <= now)?.updated_at ?? null;
  // Never before the time the pass reads down to, also when everything newer was deleted.
  const newest = position.newest ?? (top === null ? null : pickLater(since, top));
  const startedAt = position.startedAt ?? (position.cursor === null ? requestedAt : null);
  const isOver = next === null || recent.length < items.length;
  const oldest = oldestChange({ newest, startedAt, since }, lookBack);
  const older = items.find(
    ({ updated_at: at }) => oldest !== null && Number.isFinite(at) && at < oldest,
  );
  const remembered = fresh.filter(({ id, updated_at }) =>
    updated_at > now || (newest !== null && updated_at > newest)
      ? remembersNewer || updated_at > now || delivered.has(id)
      : updated_at === newest || (oldest !== null && updated_at >= oldest),
  );
  const after: Position = {
    ...position,
    page: (number ?? position.page) + 1,
    cursor: next,
    newest,
    startedAt,
    below: position.below ?? older?.updated_at ?? null,
    delivered: delivered.with(remembered),
  };
  return {
    fresh,
    duplicates: recent.length - fresh.length,
    position: isOver ? nextPass(after, lookBack) : after,
    isOver,
    top,
    lateness:
      lateBefore === null ? 0 : Math.max(0, ...fresh.map((row) => lateBefore - row.updated_at)),
  };
}

/**
 * Whether a row was delivered, and has not changed since. One that was dated ahead may have changed,
 * whatever its date says now.
 *
 * @param now - the server's time, in unix seconds
 */
export function isDelivered(
  { id, updated_at }: Row,
  known: ReadonlyMap<string, number>,
  now: number,
): boolean {
  const before = known.get(id);
  if (before === undefined) return known.has(id);
  return before > now ? updated_at === before : !(updated_at > before);
}
