import type { Conversation } from '../types/conversation.ts';
import { type Complete, isConversation, type Row } from './row.ts';
import type { SortOrder } from './sort-order.ts';
import { createSortedRows, type SortedRows } from './sorted-rows.ts';

/** Conversations by id and in any order. An order is made when it is first asked for, then kept. */
export interface RowIndex {
  /** How often it has changed. */
  readonly version: number;
  readonly size: number;
  readonly get: (id: string) => Row | undefined;
  /** All rows in an order; the array is live. */
  readonly sorted: (order: SortOrder) => readonly Row[];
  /** The same array, with all rows complete from now on. */
  readonly completed: (order: SortOrder) => readonly Conversation[];
  /** Puts a conversation in its place, instead of the one with its id. Linear. */
  readonly put: (conversation: Conversation) => void;
  /** Takes one out, if it is there. Linear. */
  readonly delete: (id: string) => void;
}

/** Makes an index of rows, which come in any order. */
export function createRowIndex(initial: readonly Row[], complete: Complete): RowIndex {
  const byId = new Map(initial.map((row) => [row.id, row]));
  const orders = new Map<string, SortedRows>();
  let version = 0;
  let isComplete = false;

  const completeAll = (): void => {
    if (isComplete) return;
    isComplete = true;
    for (const [id, row] of byId) if (!isConversation(row)) byId.set(id, complete(row));
    for (const { rows } of orders.values()) {
      rows.forEach((row, at) => (rows[at] = byId.get(row.id) ?? row));
    }
  };
  const sorted = (order: SortOrder): Row[] => {
    const key = `${order.field} ${String(order.descending)}`;
    // Only a complete row tells since when somebody waits.
    if (order.field === 'waiting_since') completeAll();
    const made = orders.get(key) ?? createSortedRows(byId.values(), order);
    orders.set(key, made);
    return made.rows;
  };

  return {
    get version() {
      return version;
    },
    get size() {
      return byId.size;
    },
    get: (id) => byId.get(id),
    sorted,
    completed: (order) => {
      completeAll();
      return sorted(order) as Conversation[];
    },
    put: (after) => {
      const before = byId.get(after.id);
      for (const order of orders.values()) {
        if (before === undefined) order.insert(after);
        else order.replace(before, after);
      }
      byId.set(after.id, after);
      version += 1;
    },
    delete: (id) => {
      const row = byId.get(id);
      if (row === undefined) return;
      for (const order of orders.values()) order.remove(row);
      byId.delete(id);
      version += 1;
    },
  };
}
