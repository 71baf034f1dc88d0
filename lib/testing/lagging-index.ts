import type { Conversation } from '../types/conversation.ts';
import type { RowIndex } from './row-index.ts';

/** An index that learns of changes later. */
export interface LaggingIndex {
  /** The index as it stands now. */
  readonly current: () => RowIndex;
  readonly put: (conversation: Conversation) => void;
  readonly delete: (id: string) => void;
}

/**
 * Makes an index learn of changes `lag` milliseconds later. Nobody else may change the index. It uses
 * no timer: a change that is due is applied when the index is read.
 */
export function createLaggingIndex(index: RowIndex, lag: number, now: () => number): LaggingIndex {
  const pending: { readonly due: number; readonly apply: () => void }[] = [];
  const later = (apply: () => void): void => {
    pending.push({ due: now() + lag, apply });
  };
  return {
    current: () => {
      const present = now();
      const next = pending.findIndex(({ due }) => due > present);
      const due = pending.splice(0, next === -1 ? pending.length : next);
      for (const { apply } of due) apply();
      return index;
    },
    put: (conversation) => {
      later(() => {
        index.put(conversation);
      });
    },
    delete: (id) => {
      later(() => {
        index.delete(id);
      });
    },
  };
}
