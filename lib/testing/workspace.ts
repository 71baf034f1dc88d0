import type { Conversation } from '../types/conversation.ts';
import { createLaggingIndex } from './lagging-index.ts';
import { createRowIndex, type RowIndex } from './row-index.ts';
import type { Complete, Row } from './row.ts';
import { compareIds, listOrder } from './sort-order.ts';

/** What a workspace is made from. */
export interface WorkspaceConfig {
  /** Its conversations, in any order. */
  readonly rows: readonly Row[];
  readonly complete: Complete;
  /** Which conversations the API does not show; `undefined` when it shows all. */
  readonly hidden: ((conversation: Conversation) => boolean) | undefined;
  /** How much later the search learns of a change, in milliseconds. */
  readonly lag: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** The conversations of the test workspace, as they are and as the API shows them. */
export interface Workspace {
  /** All of them, complete, in the API's order; the array is live. */
  readonly conversations: readonly Conversation[];
  /** Those that the list shows. */
  readonly listed: RowIndex;
  /** Those that the search shows at present. */
  readonly searched: () => RowIndex;
  /** The id the next new conversation gets. */
  readonly nextId: string;
  readonly has: (id: string) => boolean;
  /** The second, unix time, at which a conversation with this id would come to stand on top. */
  readonly topmost: (id: string, now: number) => number;
  /** Puts a conversation in its place, instead of the one with its id. Linear. */
  readonly put: (conversation: Conversation) => void;
  /** The conversation with this id, or a `RangeError`. */
  readonly get: (id: string) => Conversation;
  /** Takes one out, or throws a `RangeError`. Linear. */
  readonly remove: (id: string) => void;
}

/** Makes a workspace. Throws a `RangeError` when two conversations have the same id. */
export function createWorkspace(config: WorkspaceConfig): Workspace {
  const { rows, complete, hidden, lag, now } = config;
  const isShown = (row: Row): boolean => hidden?.(complete(row)) !== true;
  const all = createRowIndex(rows, complete);
  if (all.size < rows.length) throw new RangeError('Two conversations have the same id');
  const shown = hidden === undefined ? rows : rows.filter(isShown);
  const listed = hidden === undefined ? all : createRowIndex(shown, complete);
  const searched =
    lag === 0 ? undefined : createLaggingIndex(createRowIndex(shown, complete), lag, now);
  const views = [listed === all ? [] : listed, searched ?? []].flat();
  const get = (id: string): Conversation => {
    const row = all.get(id);
    if (row === undefined) throw new RangeError(`There is no conversation ${id}`);
    return complete(row);
  };
  let highest = 0n;
  const noteId = (id: string): void => {
    if (/^\d+$/.test(id) && BigInt(id) > highest) highest = BigInt(id);
  };
  for (const { id } of rows) noteId(id);

  return {
    get conversations() {
      return all.completed(listOrder);
    },
    listed,
    searched: () => searched?.current() ?? listed,
    get nextId() {
      return String(highest + 1n);
    },
    has: (id) => all.get(id) !== undefined,
    topmost(id, present) {
      const [top] = all.sorted(listOrder);
      if (top === undefined) return present;
      const blocked = top.updated_at >= present && compareIds(top.id, id) < 0;
      return Math.max(present, top.updated_at + Number(blocked));
    },
    put(conversation) {
      noteId(conversation.id);
      all.put(conversation);
      for (const view of views) {
        if (isShown(conversation)) view.put(conversation);
        else view.delete(conversation.id);
      }
    },
    get,
    remove(id) {
      get(id);
      all.delete(id);
      for (const view of views) view.delete(id);
    },
  };
}
