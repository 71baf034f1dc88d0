/** The part of a conversation that a walk looks at. */
export interface Row {
  readonly id: string;
  /** Unix seconds. */
  readonly updated_at: number;
  /** Unix seconds. */
  readonly created_at?: number | undefined;
}

/**
 * Delivered rows: their ids, and the `updated_at` they were delivered with. A value: adding rows
 * makes another value, in time that on average depends on the added rows only.
 */
export interface Delivered {
  readonly has: (id: string) => boolean;

  /** Adds rows; a row of the same id replaces the one before. */
  readonly with: (rows: readonly Row[]) => Delivered;

  /** The `updated_at` of each row by id. */
  readonly toMap: () => Map<string, number>;
}

type Entry = readonly [id: string, updatedAt: number];

/** Values share a log that only grows. */
interface Log {
  readonly entries: Entry[];
  /** Where an id stands first. */
  readonly index: Map<string, number>;
}

/** The beginning of a log that belongs to a value. */
interface Part {
  readonly log: Log;
  readonly count: number;
}

/** @param entries - ids and their `updated_at` */
export function createDelivered(entries: Iterable<Entry> = []): Delivered {
  return view([append({ entries: [], index: new Map() }, entries)]);
}

/** @param parts - the oldest first */
function view(parts: readonly Part[]): Delivered {
  const delivered: Delivered = {
    has: (id) => parts.some(({ log, count }) => (log.index.get(id) ?? Infinity) < count),
    with: (rows) =>
      rows.length === 0
        ? delivered
        : view(
            extend(
              parts,
              rows.map(({ id, updated_at }) => [id, updated_at]),
            ),
          ),
    toMap: () => new Map(parts.flatMap(entriesOf)),
  };
  return delivered;
}

/**
 * Adds entries to the last log. If another value has added to that log before, the entries begin a log of
 * their own. This log also copies each part before it that is not longer than itself, so that the logs stay
 * few: an entry is copied only into a log at least twice as long.
 */
function extend(parts: readonly Part[], added: readonly Entry[]): readonly Part[] {
  const last = parts.at(-1);
  if (last?.log.entries.length === last?.count && last !== undefined) {
    return [...parts.slice(0, -1), append(last.log, added)];
  }
  let kept = parts.length;
  let following = added.length;
  for (const [distance, { count }] of [...parts].reverse().entries()) {
    if (count <= following) kept = parts.length - distance - 1;
    following += count;
  }
  const own = append({ entries: [], index: new Map() }, parts.slice(kept).flatMap(entriesOf));
  return [...parts.slice(0, kept), append(own.log, added)];
}

function entriesOf({ log, count }: Part): readonly Entry[] {
  return log.entries.slice(0, count);
}

function append(log: Log, added: Iterable<Entry>): Part {
  const { entries, index } = log;
  for (const entry of added) {
    if (!index.has(entry[0])) index.set(entry[0], entries.length);
    entries.push(entry);
  }
  return { log, count: entries.length };
}
