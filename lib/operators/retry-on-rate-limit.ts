import { asyncScheduler, retry, throwError, timer } from 'rxjs';
import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { isRateLimited } from '../errors/is-transient.ts';
import { requestedWait } from '../errors/requested-wait.ts';
import {
  backoffDelay,
  jitterUpward,
  LONGEST_DELAY,
  retryBounds,
  type RetryConfig,
} from '../rate/backoff.ts';

/** Settings of {@link retryOnRateLimit}. */
export interface RetryOnRateLimitConfig extends RetryConfig {
  /**
   * Which failures are worth repeating.
   * @defaultValue status 429 only: the one failure that says the request was not carried out
   */
  readonly when?: ((error: unknown) => boolean) | undefined;

  /** Told of each retry before its wait begins. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;

  /**
   * The clock and the timer.
   * @defaultValue `asyncScheduler`
   */
  readonly scheduler?: SchedulerLike | undefined;

  /**
   * From 0 (included) to 1 (excluded).
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
}

/** A retry about to happen. */
export interface Retry {
  /** What the attempt before it failed with. */
  readonly error: unknown;
  /** 1 for the first retry. */
  readonly count: number;
  /** The wait before it, in milliseconds. */
  readonly delay: number;
}

/**
 * Subscribes to the source again when it fails on a rate limit, after the wait the server asked
 * for, or else after an exponential backoff.
 *
 * ```
 * source   --#            (429, retry in 3)
 * source        --a|
 * result   -------a|
 * ```
 *
 * The wait is never shorter than the server's, jitter only makes it longer. A wait longer than
 * `maxWait`, any other failure, and the failure after the last retry are passed on as they are:
 * giving up is never a completion. Put it around one request, not around a walk, which it would
 * start again at page one. Unsubscribing ends the source or the wait, whichever is under way.
 *
 * @example
 * ```ts
 * defer(() => fetchConversation(id)).pipe(retryOnRateLimit({ count: 3 }));
 * ```
 *
 * @param config - defaults: 5 retries, 1 s doubling to 30 s, at most 5 minutes asked by the server
 * @returns an operator that keeps the values; errors: the source's own
 */
export function retryOnRateLimit<T>(
  config: RetryOnRateLimitConfig = {},
): MonoTypeOperatorFunction<T> {
  const {
    when = isRateLimited,
    onRetry,
    scheduler = asyncScheduler,
    random = Math.random,
  } = config;
  const bounds = retryBounds(config);
  const longest = Math.min(bounds.maxWait, LONGEST_DELAY);
  return retry({
    count: bounds.count,
    delay: (error: unknown, count) => {
      const wait = requestedWait(error, scheduler.now());
      if (!when(error) || wait > longest) return throwError(() => error);
      const delay =
        wait > 0 ? jitterUpward(wait, bounds, random) : backoffDelay(count, bounds, random);
      onRetry?.({ error, count, delay });
      return timer(Math.min(delay, LONGEST_DELAY), scheduler);
    },
  });
}
