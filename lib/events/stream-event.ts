import type { RequestSummary } from '../errors/error-context.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { WalkReport } from './walk-report.ts';

/**
 * An event of a stream. The union is closed, so the compiler checks that a `switch (event.kind)` is
 * complete. No event contains the token.
 */
export type StreamEvent =
  | RequestEvent
  | ResponseEvent
  | RetryEvent
  | WaitEvent
  | LimiterPauseEvent
  | LimiterFailureEvent
  | PageEvent
  | PassEvent
  | CompleteEvent;

/** A request is about to be sent. */
export interface RequestEvent {
  readonly kind: 'request';
  /** The request, without its headers. */
  readonly request: RequestSummary;
  /** The number of the attempt for this page or conversation, from 1. */
  readonly attempt: number;
}

/** The headers of a response have arrived. Its body may still fail. */
export interface ResponseEvent {
  readonly kind: 'response';
  /** The request, without its headers. */
  readonly request: RequestSummary;
  /** The `attempt` of the request. */
  readonly attempt: number;
  /** The HTTP status, for example `200`. */
  readonly status: number;
  /** The time from the request to the headers, in milliseconds. */
  readonly duration: number;
  /** The state of the rate limit; `null` when the response does not tell. */
  readonly rateLimit: RateLimit | null;
}

/**
 * A failed request, or a failed poll of `conversationUpdates$`, will be repeated; or a filter takes
 * the place of a refused cursor.
 */
export interface RetryEvent {
  readonly kind: 'retry';
  /** The failure. Its `checkpoint` is `null`, because a request does not know the walk. */
  readonly error: unknown;
  /**
   * The number of the retry for this page, from 1; requests for a smaller page count too. For a
   * poll of `conversationUpdates$`, the number of polls that have failed in a row.
   */
  readonly count: number;
  /** The wait before it, in milliseconds. */
  readonly delay: number;
}

/** The next request waits for the rate limiter. */
export interface WaitEvent {
  readonly kind: 'wait';
  /** The wait, in milliseconds. */
  readonly duration: number;
  /** The number of requests that wait for the limiter, this one included, of all its streams. */
  readonly waiting: number;
}

/** A 429 has paused the rate limiter: no stream that shares it sends a request meanwhile. */
export interface LimiterPauseEvent {
  readonly kind: 'limiter-pause';
  /** The pause that was asked for, in milliseconds. */
  readonly duration: number;
  /** `'server'` when the 429 told how long to wait, `'backoff'` when it did not. */
  readonly reason: 'server' | 'backoff';
}

/**
 * A method of the rate limiter has rejected, for example because its store was away. The stream goes
 * on: `reserve` is called again, and the other methods are not.
 */
export interface LimiterFailureEvent {
  readonly kind: 'limiter-failure';
  /** The method. */
  readonly method: 'reserve' | 'update' | 'pause';
  /** A copy of the error, without the token. */
  readonly error: Error;
  /** The wait before the next call of `reserve`, in milliseconds; `null` for the other methods. */
  readonly delay: number | null;
}

/** A page is being delivered. */
export interface PageEvent {
  readonly kind: 'page';
  /** 0 in the first reading of the list, from 1 on when catching up. */
  readonly pass: number;
  /** The number of the page, from 1, as the API counts; if it does not tell, as the walk counts. */
  readonly number: number;
  /** The number of its conversations that are delivered. */
  readonly conversations: number;
  /** The number of its conversations that are left out, because they were delivered before. */
  readonly duplicates: number;
  /** The number of all conversations, at the time of the request; `null` when not told. */
  readonly totalCount: number | null;
  /** How late the latest late conversation was, in milliseconds; 0 when none was late. */
  readonly lateness: number;
  /**
   * Whether the page was ordered, last updated first, or as the `sort` of a search says; `null` when
   * this was not checked.
   */
  readonly isOrdered: boolean | null;
}

/**
 * A pass begins: the list is read from the top again, for conversations that have changed; an export
 * searches for them, oldest change first. It is told once, also when the pass fails and goes on.
 */
export interface PassEvent {
  readonly kind: 'pass';
  /** The number of the pass, from 1. */
  readonly number: number;
  /**
   * The pass reads down to this `updated_at`, in unix seconds, or in an export on from it; `null` for
   * the end of the list.
   */
  readonly since: number | null;
}

/** The stream is complete. Only walks and `exportConversations$` emit it. */
export interface CompleteEvent {
  readonly kind: 'complete';
  /** The report, as `onComplete` receives it. */
  readonly report: WalkReport;
}
