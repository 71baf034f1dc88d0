import { isDelivered } from '../paging/advance.ts';
import { createDelivered, type Delivered, type Row } from '../paging/delivered.ts';

/** Delivered rows that the phase `changes` may meet again. */
export interface Recent {
  /** Whether a row was not delivered, or has changed since. */
  readonly isNew: (row: Row) => boolean;

  /**
   * Adds delivered rows, and forgets those that lie before a second.
   *
   * @returns what is remembered, and perhaps rows that lie before it
   */
  readonly add: (rows: readonly Row[], from: number) => Delivered;
}

/** Rows are forgotten when there are at least this many, and twice as many as were left before. */
const MIN_FORGOTTEN = 1_000;

/**
 * @param start - the rows delivered so far
 * @param now - the server's time, in unix seconds
 */
export function createRecent(start: Delivered, now: () => number): Recent {
  const times = start.toMap();
  let delivered = start;
  let left = times.size;

  const forget = (from: number): void => {
    for (const [id, updatedAt] of times) if (updatedAt < from) times.delete(id);
    left = times.size;
    delivered = createDelivered(times);
  };

  return {
    isNew: (row) => !isDelivered(row, times, now()),
    add(rows, from) {
      const recent = rows.filter(({ updated_at }) => updated_at >= from);
      for (const { id, updated_at } of recent) times.set(id, updated_at);
      delivered = delivered.with(recent);
      if (times.size > Math.max(MIN_FORGOTTEN, 2 * left)) forget(from);
      return delivered;
    },
  };
}
