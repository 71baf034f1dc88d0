import { definedChanges } from './conversation-changes.ts';
import type { Complete } from './row.ts';
import type { TestDeletion } from './test-deletion.ts';
import type { TestIntercom } from './test-intercom.ts';
import type { Workspace } from './workspace.ts';

/** What a test does to the conversations. */
export type WorkspaceEdits = Pick<TestIntercom, 'add' | 'update' | 'remove'>;

/** What the edits work on. */
export interface WorkspaceEditsConfig {
  readonly workspace: Workspace;
  readonly complete: Complete;
  /** Where deletions are noted. */
  readonly deleted: TestDeletion[];
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes the edits of a workspace. They throw a `RangeError` for an id that is taken, or missing, or
 * would change.
 */
export function createWorkspaceEdits(config: WorkspaceEditsConfig): WorkspaceEdits {
  const { workspace, complete, deleted, now } = config;
  const present = (): number => Math.floor(now() / 1000);
  return {
    add(given = {}) {
      const changes = definedChanges(given);
      const { id = workspace.nextId } = changes;
      const top = Math.max(workspace.topmost(id, present()), changes.created_at ?? 0);
      const { updated_at = top, created_at = updated_at } = changes;
      if (workspace.has(id)) throw new RangeError(`There is a conversation ${id} already`);
      const added = { ...complete({ id, created_at, updated_at }), ...changes };
      workspace.put(added);
      return added;
    },
    update(id, changes = {}) {
      const before = workspace.get(id);
      const updated_at = workspace.topmost(id, present());
      const after = { ...before, updated_at, ...definedChanges(changes) };
      if (after.id !== id) throw new RangeError(`Conversation ${id} cannot become ${after.id}`);
      workspace.put(after);
      return after;
    },
    remove(id) {
      workspace.remove(id);
      deleted.push({ id, deleted_at: present() });
    },
  };
}
