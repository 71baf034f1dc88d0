import { asyncScheduler, retry, throwError, timer } from 'rxjs';
import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { isRateLimited } from '../errors/is-transient.ts';
import { checkFunction, checkMethods, checkObject } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { requestedWait } from '../errors/requested-wait.ts';
import {
  backoffDelay,
  jitterUpward,
  LONGEST_DELAY,
  type RetryBounds,
  type RetryConfig,
} from '../rate/backoff.ts';
import { resolveRetry } from './resolve-retry.ts';

/** Settings of {@link retryOnRateLimit}. */
export interface RetryOnRateLimitConfig extends RetryConfig {
  /**
   * Whether a failure is retried.
   * @defaultValue status 429 only, because only this failure says that the request was not executed
   */
  readonly when?: ((error: unknown) => boolean) | undefined;

  /** Called for each retry, before its wait begins. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;

  /**
   * The clock and the timers, for tests.
   * @defaultValue `asyncScheduler`
   */
  readonly scheduler?: SchedulerLike | undefined;

  /**
   * The random source of the jitter: numbers from 0 (included) to 1 (excluded).
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
}

/** A retry that is about to be made. */
export interface Retry {
  /** The failure of the attempt before it. */
  readonly error: unknown;
  /** 1 for the first retry. */
  readonly count: number;
  /** The wait before it, in milliseconds. */
  readonly delay: number;
}

/**
 * Subscribes to the source again when it fails with a rate limit. It waits as long as the server
 * asked, or else uses an exponential backoff.
 *
 * ```
 * source   --#            (429, retry in 3)
 * source        --a|
 * result   -------a|
 * ```
 *
 * The wait is never shorter than the server asked, because jitter only makes it longer. The
 * operator passes a failure on unchanged when it is of another kind, when its wait is longer than
 * `maxWait`, and when it comes after the last retry; it never completes instead. Put it around one
 * request: a walk would start again at page one. Unsubscribing unsubscribes from the source, or
 * ends the wait.
 *
 * @example
 * ```ts
 * defer(() => fetchConversation(id)).pipe(retryOnRateLimit({ count: 3 }));
 * ```
 *
 * @param config - by default 5 retries after random waits of at most 1, 2, 4, 8 and 16 s; where the
 * server names a time, that time, up to 5 minutes
 * @returns an operator that keeps the values; errors: those of the source, and what a function of
 * `config` throws
 * @throws {@link InvalidOptionsError} at once, for the first bad setting
 */
export function retryOnRateLimit<T>(
  config: RetryOnRateLimitConfig = {},
): MonoTypeOperatorFunction<T> {
  const { bounds, ...settings } = readOption('config', () => resolve(config), 'an object');
  return retryFailures(bounds, settings);
}

function resolve(config: RetryOnRateLimitConfig): RetrySettings & { readonly bounds: RetryBounds } {
  checkObject('config', config);
  const {
    when = isRateLimited,
    onRetry,
    scheduler = asyncScheduler,
    random = Math.random,
  } = config;
  const bounds = resolveRetry(config);
  checkFunction('when', when);
  checkFunction('onRetry', onRetry);
  checkMethods('scheduler', scheduler, 'now', 'schedule');
  checkFunction('random', random);
  return { bounds, when, onRetry, scheduler, random };
}

type RetrySettings = Pick<RetryOnRateLimitConfig, 'onRetry'> & {
  readonly [Setting in 'when' | 'scheduler' | 'random']: NonNullable<
    RetryOnRateLimitConfig[Setting]
  >;
};

/** {@link retryOnRateLimit} with checked settings. */
export function retryFailures<T>(
  bounds: RetryBounds,
  { when, onRetry, scheduler, random }: RetrySettings,
): MonoTypeOperatorFunction<T> {
  return retry({
    count: bounds.count,
    delay: (error: unknown, count) => {
      const wait = requestedWait(error, scheduler.now());
      if (!when(error) || wait > bounds.maxWait) return throwError(() => error);
      const delay =
        wait > 0 ? jitterUpward(wait, bounds, random) : backoffDelay(count, bounds, random);
      onRetry?.({ error, count, delay });
      return timer(Math.min(delay, LONGEST_DELAY), scheduler);
    },
  });
}
