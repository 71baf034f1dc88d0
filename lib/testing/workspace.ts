import type { Conversation } from '../types/conversation.ts';
import { compareConversations, compareIds, indexOfPosition } from './conversation-order.ts';

/** The conversations of the test workspace, always in the API's order. */
export interface Workspace {
  /** All of them; the array is live. */
  readonly conversations: readonly Conversation[];
  /** The id the next new conversation gets. */
  readonly nextId: string;
  /** Whether there is one with this id. */
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

/**
 * Makes a workspace.
 *
 * @param initial - Its conversations, in any order.
 * @returns The workspace.
 * @throws `RangeError` when two of them have the same id.
 */
export function createWorkspace(initial: readonly Conversation[]): Workspace {
  const list = [...initial].sort(compareConversations);
  const byId = new Map(list.map((conversation) => [conversation.id, conversation]));
  if (byId.size < list.length) throw new RangeError('Two conversations have the same id');
  let highest = 0n;
  const noteId = (id: string): void => {
    if (/^\d+$/.test(id) && BigInt(id) > highest) highest = BigInt(id);
  };
  for (const { id } of list) noteId(id);

  const get = (id: string): Conversation => {
    const conversation = byId.get(id);
    if (conversation === undefined) throw new RangeError(`There is no conversation ${id}`);
    return conversation;
  };
  const remove = (id: string): void => {
    list.splice(indexOfPosition(list, get(id)), 1);
    byId.delete(id);
  };

  return {
    conversations: list,
    get nextId() {
      return String(highest + 1n);
    },
    has: (id) => byId.has(id),
    topmost(id, now) {
      const top = list[0];
      if (top === undefined) return now;
      const blocked = top.updated_at >= now && compareIds(top.id, id) < 0;
      return Math.max(now, top.updated_at + Number(blocked));
    },
    put(conversation) {
      const { id } = conversation;
      if (byId.has(id)) remove(id);
      noteId(id);
      list.splice(indexOfPosition(list, conversation), 0, conversation);
      byId.set(id, conversation);
    },
    get,
    remove,
  };
}
