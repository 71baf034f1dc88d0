import { deliver, type Position, type Row } from './position.ts';

/** The rows waiting or in work. */
export interface Hand {
  /** How many there are. */
  readonly size: () => number;

  /** @param before - where the walk stood before these rows */
  readonly add: (before: Position, rows: readonly Row[]) => void;

  /** @param index - of a row that is done with, counted over all pages */
  readonly remove: (index: number) => void;

  /** Where the walk stands if only what is done with counts; `undefined` when all is. */
  readonly position: () => Position | undefined;
}

/** A page some of whose rows are in hand. */
interface Held {
  readonly before: Position;
  readonly rows: readonly Row[];
  /** The index of its first row, over all pages. */
  readonly start: number;
  readonly done: Set<Row>;
}

export function createHand(): Hand {
  const held: Held[] = [];
  let size = 0;
  let end = 0;
  return {
    size: () => size,
    add(before, rows) {
      if (rows.length > 0) {
        // What is done with must not keep whole conversations in memory.
        const light = rows.map(({ id, updated_at }) => ({ id, updated_at }));
        held.push({ before, rows: light, start: end, done: new Set() });
      }
      size += rows.length;
      end += rows.length;
    },
    remove(index) {
      const own = held.find(({ start, rows }) => index < start + rows.length);
      const row = own?.rows[index - own.start];
      if (row !== undefined) own?.done.add(row);
      size -= 1;
      while (held[0] && held[0].done.size === held[0].rows.length) held.shift();
    },
    position() {
      const first = held[0];
      if (first === undefined) return undefined;
      return deliver(
        first.before,
        held.flatMap(({ done }) => [...done]),
      );
    },
  };
}
