import type {
  Checkpoint,
  Conversation,
  ConversationWithParts,
  ExportCheckpoint,
} from 'rx-intercom';
import type { Observable } from 'rxjs';
import type { WorkspaceOptions } from '../settings.ts';

/** A job that is not done yet, as PostgreSQL knows it. */
export type Job = PlanJob | RangeJob | MessagesJob | ChangesJob;

/** A job that is to be added. */
export type NewJob = Pick<Job, 'id' | 'kind' | 'data'>;

/** Cuts a workspace into ranges. */
export type PlanJob = JobOf<'plan', Record<string, never>, never>;

/** Reads a range of `created_at`: half open, in unix seconds. */
export type RangeJob = JobOf<
  'range',
  {
    readonly since: number;
    readonly until: number;
    /** When the workspace was planned, in unix seconds of Intercom's clock. */
    readonly mark: number;
  },
  ExportCheckpoint
>;

/** Reads the messages of some conversations. */
export type MessagesJob = JobOf<'messages', { readonly ids: readonly string[] }, never>;

/** Reads what has changed since a second. */
export type ChangesJob = JobOf<'changes', { readonly since: number }, Checkpoint>;

interface JobOf<Kind extends string, Data, Position> {
  readonly workspace: string;
  /** The same whenever it is added, so that nothing is added twice. */
  readonly id: string;
  readonly kind: Kind;
  readonly data: Data;
  /** Where it goes on; `null` at the beginning. */
  readonly checkpoint: Position | null;
  /** How often it has written. */
  readonly step: number;
}

/** What a job writes in one transaction. */
export interface Batch {
  /** Conversations without messages. A job for their messages is added. */
  readonly conversations?: readonly Conversation[];
  readonly checkpoint?: ExportCheckpoint | Checkpoint;
  /** A conversation with its messages. */
  readonly whole?: ConversationWithParts;
  /** The id of a conversation that there is no longer. */
  readonly deleted?: string;
  /** Jobs that follow. */
  readonly next?: readonly NewJob[];
  /** A job that follows when no other job of this kind is left. */
  readonly afterLast?: NewJob;
  readonly isDone?: boolean;
}

/** What a job may use. */
export interface JobContext {
  readonly workspace: WorkspaceOptions;
  readonly save: (batch: Batch) => Promise<void>;
  /** Which of some conversations have no messages, or older ones than the conversation. */
  readonly withoutMessages: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** Does a job of one kind; it completes when the job is done. */
export type JobWork<Kind extends Job> = (job: Kind, context: JobContext) => Observable<unknown>;
