import type { TimestampProvider } from 'rxjs';
import { checkMethods, checkObject } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { monotonicClock } from '../rate/forward-clock.ts';
import { createLimiter, type RateLimiter } from '../rate/rate-limiter.ts';
import { guardClock } from './guard-scheduler.ts';

/** Settings of {@link createRateLimiter}. */
export interface RateLimiterConfig {
  /**
   * The clock, in milliseconds. Pass the `scheduler` of the streams where they have one. The limiter
   * ignores a step back, so that no wait lasts longer than twice its time.
   * @defaultValue the clock of `asyncScheduler`; where `performance` shows that more time has passed, that
   * one, because the first may be set back or stand still
   */
  readonly scheduler?: TimestampProvider | undefined;
}

/**
 * Makes a limiter that learns its budget from the responses: requests go at once while the budget
 * lasts, and then wait for the next window, so that the server sends no 429. Requests in flight count
 * as used, because the server may not have seen them when it answered.
 *
 * Before the first response, at most 8 requests are in flight. Where `remaining` falls faster than the
 * own requests explain, other programs use the same limit, and the limiter leaves them a margin. A
 * server that tells no limit gets few requests at a time, and more with each response.
 *
 * @example
 * ```ts
 * const rateLimiter = createRateLimiter();
 * const latest$ = conversations$({ token, rateLimiter, limit: 50 });
 * const export$ = conversationPages$({ token, rateLimiter, perPage: 150 });
 * ```
 *
 * @throws {@link InvalidOptionsError} at once, for a bad setting
 */
export function createRateLimiter(config: RateLimiterConfig = {}): RateLimiter {
  return readOption(
    'config',
    () => {
      checkObject('config', config);
      const { scheduler } = config;
      checkMethods('scheduler', scheduler, 'now');
      if (scheduler !== undefined) guardClock(scheduler).now();
      return createLimiter(monotonicClock(scheduler));
    },
    'an object',
  );
}
