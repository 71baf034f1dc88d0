import type { Checkpoint } from '../types/checkpoint.ts';

/** Where a failure happened: part of every {@link IntercomError}. */
export interface ErrorContext {
  /** The request that failed; `null` when none was made. Never carries the token. */
  readonly request: RequestSummary | null;

  /** How many requests were sent for this page or conversation, the failing one included. */
  readonly attempts: number;

  /**
   * The cursor of the page that was not delivered: pass it as `startingAfter` to go on without a
   * gap. `undefined` when that is the first page, and outside a walk.
   */
  readonly startingAfter: string | undefined;

  /**
   * Where the walk stood: pass it as `resumeFrom` to go on so that nothing is lost or doubled, also
   * inside a page. `null` outside a walk.
   */
  readonly checkpoint: Checkpoint | null;
}

/** A request as errors show it: without headers, so without the token. */
export interface RequestSummary {
  /** In upper case. */
  readonly method: string;
  /** With its query. */
  readonly url: string;
}

/** The context of a failure that no request stands behind. */
export const NO_REQUEST: ErrorContext = {
  request: null,
  attempts: 0,
  startingAfter: undefined,
  checkpoint: null,
};
