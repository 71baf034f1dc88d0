import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';

/** A request as errors and events show it: without headers, so without the token. */
export interface RequestSummary {
  /** In upper case. */
  readonly method: string;
  /** With its query. */
  readonly url: string;
}

/** Which request failed. */
export interface RequestContext {
  /** The request that failed; `null` when none was made. Never carries the token. */
  readonly request: RequestSummary | null;

  /** How many requests were sent for this page or conversation, the failing one included. */
  readonly attempts: number;
}

/** Where a failure happened: part of every {@link IntercomError}. */
export interface ErrorContext extends RequestContext {
  /**
   * The cursor of the page that was not delivered in full: the `cursor` of `checkpoint`. `undefined`
   * for the first page, and outside a walk.
   */
  readonly startingAfter: string | undefined;

  /**
   * Where the walk stood: pass it as `resumeFrom` to go on so that nothing is lost or doubled, also
   * inside a page. `null` outside a walk. One of an export belongs to `exportConversations$`.
   */
  readonly checkpoint: Checkpoint | ExportCheckpoint | null;
}

/** The request of a failure, and its position where that is known already. */
export type FailureContext = RequestContext & Partial<ErrorContext>;

/** The context of a failure before any request. */
export const NO_REQUEST: RequestContext = { request: null, attempts: 0 };
