import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';

/** A request as errors and events show it: without headers, because they contain the token. */
export interface RequestSummary {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The URL, with its query. */
  readonly url: string;
}

/** The request of a failure, and its attempts. */
export interface RequestContext {
  /** The failed request, without the token; `null` when the failure came before any request. */
  readonly request: RequestSummary | null;

  /** The number of requests sent for this page or conversation, the failed one included. */
  readonly attempts: number;
}

/** The request and the position of a failure: every {@link IntercomError} has these fields. */
export interface ErrorContext extends RequestContext {
  /**
   * The cursor of the page that was not delivered in full, as in `checkpoint`. `undefined` for the
   * first page, and outside a walk.
   */
  readonly startingAfter: string | undefined;

  /**
   * The position of the walk, exact also inside a page: pass it as `resumeFrom` to continue without
   * a lost or a repeated conversation. `null` outside a walk. That of an export belongs to
   * `exportConversations$`.
   */
  readonly checkpoint: Checkpoint | ExportCheckpoint | null;
}

/** The request of a failure, and its position if that is already known. */
export type FailureContext = RequestContext & Partial<ErrorContext>;

/** The context of a failure before any request. */
export const NO_REQUEST: RequestContext = { request: null, attempts: 0 };
