import type { Row } from './delivered.ts';
import { deliver, type Position } from './position.ts';

/** Rows that wait for work or are in work. */
export interface Pending {
  /** How many there are. */
  readonly size: () => number;

  /** @param before - where the walk stood before these rows */
  readonly add: (before: Position, rows: readonly Row[]) => void;

  /** @param index - of a finished row, counted over all pages from 0 */
  readonly remove: (index: number) => void;

  /** Where the walk stands if only finished rows count; `undefined` when none is pending. */
  readonly position: () => Position | undefined;
}

/** A page with pending rows. */
interface PendingPage {
  readonly before: Position;
  readonly rows: readonly Row[];
  /** The index of its first row, over all pages. */
  readonly start: number;
  readonly finished: Row[];
}

export function createPending(): Pending {
  const pages: PendingPage[] = [];
  let size = 0;
  let end = 0;
  let position: Position | undefined;

  /** The first page with pending rows has changed: counts the finished rows from there. */
  const restart = (): void => {
    const finished = pages.flatMap((page) => page.finished);
    position = pages[0] && deliver(pages[0].before, finished);
  };

  return {
    size: () => size,
    add(before, rows) {
      if (rows.length === 0) return;
      // Finished rows must not keep whole conversations in memory.
      const light = rows.map(({ id, updated_at }) => ({ id, updated_at }));
      pages.push({ before, rows: light, start: end, finished: [] });
      position ??= before;
      size += rows.length;
      end += rows.length;
    },
    remove(index) {
      const own = pages.find(({ start, rows }) => index < start + rows.length);
      const row = own?.rows[index - own.start];
      if (own === undefined || row === undefined) return;
      own.finished.push(row);
      size -= 1;
      if (pages[0]?.finished.length !== pages[0]?.rows.length) {
        position = position && deliver(position, [row]);
        return;
      }
      while (pages[0] && pages[0].finished.length === pages[0].rows.length) pages.shift();
      restart();
    },
    position: () => position,
  };
}
