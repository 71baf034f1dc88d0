import type { Pool } from 'pg';
import { isAway } from '../store/while-away.ts';
import type { DemoWorkspace } from './workspace.ts';

/** How far a workspace is. */
export interface WorkspaceProgress {
  readonly name: string;
  /** Conversations with their messages. */
  readonly done: number;
  readonly total: number;
  readonly requests: number;
  /** Jobs that are not done. */
  readonly undone: number;
}

const PROGRESS = `
  select
    (select count(*) from conversations where workspace = $1 and messages_at >= updated_at) as done,
    (select count(*) from jobs where workspace = $1 and not is_done) as undone
`;

/** @returns how far each workspace is; `null` while PostgreSQL is away */
export async function lookUp(
  client: Pool,
  workspaces: readonly DemoWorkspace[],
): Promise<readonly WorkspaceProgress[] | null> {
  try {
    const found = [];
    for (const { name, intercom } of workspaces) {
      const { rows } = await client.query<{ done: string; undone: string }>(PROGRESS, [name]);
      found.push({
        name,
        done: Number(rows[0]?.done ?? 0),
        undone: Number(rows[0]?.undone ?? 0),
        total: intercom.conversations.length,
        requests: intercom.requests.length,
      });
    }
    return found;
  } catch (error) {
    if (isAway(error)) return null;
    throw error;
  }
}
