import type { RequestSummary } from '../errors/error-context.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { WalkReport } from './walk-report.ts';

/**
 * Something that happened on the way of a stream. A closed union: `switch (event.kind)` is
 * exhaustive. The token is in none of them.
 */
export type StreamEvent =
  RequestEvent | ResponseEvent | RetryEvent | WaitEvent | PageEvent | PassEvent | CompleteEvent;

/** A request is about to be sent. */
export interface RequestEvent {
  readonly kind: 'request';
  /** What is asked for. */
  readonly request: RequestSummary;
  /** 1 for the first attempt at its page, or its conversation. */
  readonly attempt: number;
}

/** The headers of a response have arrived; its body may still fail. */
export interface ResponseEvent {
  readonly kind: 'response';
  /** What was asked for. */
  readonly request: RequestSummary;
  /** That of the request. */
  readonly attempt: number;
  /** The HTTP status, for example `200`. */
  readonly status: number;
  /** From request to headers, in milliseconds. */
  readonly duration: number;
  /** `null` when not told. */
  readonly rateLimit: RateLimit | null;
}

/** A failed request will be repeated. */
export interface RetryEvent {
  readonly kind: 'retry';
  /** Why. It does not know of the walk: its `checkpoint` is `null`. */
  readonly error: unknown;
  /**
   * 1 for the first retry of its page, smaller ones included; for a look of `conversationUpdates$`
   * that failed, how many have in a row.
   */
  readonly count: number;
  /** The wait before it, in milliseconds. */
  readonly delay: number;
}

/** The next request waits for the rate limiter. */
export interface WaitEvent {
  readonly kind: 'wait';
  /** In milliseconds. */
  readonly duration: number;
}

/** A page is being delivered. */
export interface PageEvent {
  readonly kind: 'page';
  /** 0 in the walk itself, from 1 on when catching up. */
  readonly pass: number;
  /** 1 for the first: the API's own count, else the walk's. */
  readonly number: number;
  /** How many conversations of it are delivered. */
  readonly conversations: number;
  /** How many are not, because they have been before. */
  readonly duplicates: number;
  /** In all, at the time of the request; `null` when not told. */
  readonly totalCount: number | null;
  /** How late the latest late conversation was, in milliseconds; 0 for none. */
  readonly lateness: number;
  /** Whether it came last updated first; `null` where nobody looked. */
  readonly isOrdered: boolean | null;
}

/** The list is read from the top again, to catch up with what has changed. */
export interface PassEvent {
  readonly kind: 'pass';
  /** 1 for the first. */
  readonly number: number;
  /** Down to this `updated_at`, in unix seconds; `null` for the end of the list. */
  readonly since: number | null;
}

/** The stream is complete. `conversationUpdates$` never is. */
export interface CompleteEvent {
  readonly kind: 'complete';
  /** What `onComplete` is told too. */
  readonly report: WalkReport;
}
