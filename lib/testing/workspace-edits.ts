import type { Conversation } from '../types/conversation.ts';
import { generateConversation } from './generate-conversation.ts';
import type { Workspace } from './workspace.ts';

/** What a test does to the conversations, besides taking them out. */
export interface WorkspaceEdits {
  /** Adds one; on top, unless `updated_at` is given. */
  readonly add: (changes?: Partial<Conversation>) => Conversation;
  /** Changes one and moves it; to the top, unless `updated_at` is given. */
  readonly update: (id: string, changes?: Partial<Conversation>) => Conversation;
}

/**
 * Makes the edits of a workspace.
 *
 * @param workspace - The workspace.
 * @param seed - The seed that new conversations are generated from.
 * @param now - The clock, in milliseconds since 1970.
 * @returns The edits. They throw a `RangeError` for an id that is taken, or missing, or would change.
 */
export function createWorkspaceEdits(
  workspace: Workspace,
  seed: number,
  now: () => number,
): WorkspaceEdits {
  const present = (): number => Math.floor(now() / 1000);
  return {
    add(changes = {}) {
      const { id = workspace.nextId, updated_at = workspace.topmost(id, present()) } = changes;
      if (workspace.has(id)) throw new RangeError(`There is a conversation ${id} already`);
      const generated = generateConversation(seed, id, updated_at, updated_at);
      const added = { ...generated, ...changes };
      workspace.put(added);
      return added;
    },
    update(id, changes = {}) {
      const before = workspace.get(id);
      const updated_at = workspace.topmost(id, present());
      const after = { ...before, updated_at, ...changes };
      if (after.id !== id) throw new RangeError(`Conversation ${id} cannot become ${after.id}`);
      workspace.put(after);
      return after;
    },
  };
}
