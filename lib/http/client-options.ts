import type { Observer, SchedulerLike } from 'rxjs';
import type { StreamEvent } from '../events/stream-event.ts';
import type { RetryConfig } from '../rate/backoff.ts';
import type { RateLimiter } from '../rate/rate-limiter.ts';
import type { Fetch } from './fetch.ts';
import type { Region } from './regions.ts';
import type { Token } from './token.ts';

/** The options that all functions share: how to reach the API. */
export interface ClientOptions {
  /**
   * The access token, or a function that is asked for it before every attempt, so that it may
   * rotate. It never appears in an error. May be left out only where `baseUrl` is given: a proxy
   * that adds it.
   */
  readonly token?: Token | undefined;

  /**
   * Where the workspace is hosted.
   * @defaultValue `'us'`
   */
  readonly region?: Region | undefined;

  /**
   * Base URL of the API, in place of the region's: a proxy, a test server. In a browser it may be
   * relative to the page. Plain `http:` only to a loopback host or the page's own origin.
   */
  readonly baseUrl?: string | undefined;

  /**
   * The `Intercom-Version` header: 1.0–1.4, 2.0 and newer, or `Preview`; `null` sends none, and the
   * app's own default applies.
   * @defaultValue `'2.7'`, the version the types describe
   */
  readonly version?: string | null | undefined;

  /**
   * Any WHATWG `fetch`.
   * @defaultValue the platform's, else cross-fetch
   */
  readonly fetch?: Fetch | undefined;

  /** Aborting it fails the stream with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;

  /**
   * Milliseconds one attempt may take, its body included.
   * @defaultValue `60_000`
   */
  readonly timeout?: number | undefined;

  /**
   * Bytes of a successful body, at most. A longer one is a `DecodeError`, and the connection is
   * closed, so that a body without an end does not fill the memory.
   * @defaultValue `268_435_456`, 256 MiB: more than any page of 150 conversations
   */
  readonly maxBodySize?: number | undefined;

  /**
   * How often and when a failing request is repeated; `false` for never. Repeated are status 408,
   * 425, 429 and 500 to 599 except 501, 505 and 511, network failures, timeouts and unreadable
   * bodies.
   * @defaultValue 5 retries after random waits of at most 1, 2, 4, 8 and 16 s; where the server names a
   * time, that time, up to 5 minutes
   */
  readonly retry?: RetryConfig | false | undefined;

  /**
   * Says when the next request may go; streams given the same one share one budget.
   * @defaultValue one of its own for each subscription
   */
  readonly rateLimiter?: RateLimiter | undefined;

  /**
   * Told of requests, responses, retries, waits, pauses and failures of the limiter, pages, passes
   * and the end: for logs, traces and gauges. Only its `next` is called. What it throws does not
   * disturb the stream: RxJS reports it, to its `config.onUnhandledError` or else as an uncaught
   * exception.
   * @defaultValue none
   */
  readonly events?: Pick<Observer<StreamEvent>, 'next'> | undefined;

  /**
   * The clock and the timers, for tests. Responses are promises, also those of the test kit, and no
   * promise settles within `run` of a `TestScheduler`: test whole walks with fake timers.
   * @defaultValue `asyncScheduler`
   */
  readonly scheduler?: SchedulerLike | undefined;

  /**
   * The random source of the jitter, from 0 (included) to 1 (excluded), for tests.
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
}
