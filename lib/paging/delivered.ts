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
 * makes another value, in time that depends on the added rows only.
 */
export interface Delivered {
  readonly has: (id: string) => boolean;

  /** Adds rows; a row of the same id replaces the one before. */
  readonly with: (rows: readonly Row[]) => Delivered;

  /** The `updated_at` of each row by id. */
  readonly toMap: () => Map<string, number>;
}

/** Values share a log that only grows; each knows how much of it is its own. */
interface Log {
  /** What was delivered before the first row of the log. */
  readonly base: Delivered | null;
  readonly entries: (readonly [id: string, updatedAt: number])[];
  /** Where an id stands first. */
  readonly index: Map<string, number>;
}

/** @param entries - ids and their `updated_at` */
export function createDelivered(entries: Iterable<readonly [string, number]> = []): Delivered {
  const log: Log = { base: null, entries: [], index: new Map() };
  append(log, entries);
  return view(log);
}

function view(log: Log): Delivered {
  const { base, entries, index } = log;
  const count = entries.length;
  const delivered: Delivered = {
    has: (id) => (index.get(id) ?? Infinity) < count || base?.has(id) === true,
    with(rows) {
      if (rows.length === 0) return delivered;
      const isLatest = entries.length === count;
      const own: Log = isLatest ? log : { base: delivered, entries: [], index: new Map() };
      append(
        own,
        rows.map(({ id, updated_at }) => [id, updated_at]),
      );
      return view(own);
    },
    toMap() {
      const map = base?.toMap() ?? new Map<string, number>();
      for (const [id, updatedAt] of entries.slice(0, count)) map.set(id, updatedAt);
      return map;
    },
  };
  return delivered;
}

function append({ entries, index }: Log, added: Iterable<readonly [string, number]>): void {
  for (const entry of added) {
    if (!index.has(entry[0])) index.set(entry[0], entries.length);
    entries.push(entry);
  }
}
