import type { TimestampProvider } from 'rxjs';
import { createBudget } from './budget.ts';
import { POLL_INTERVAL, type RateLimit } from './rate-limit.ts';
import { boundedWait } from './refill-time.ts';
import { createSlowStart } from './slow-start.ts';
import { isTold } from './told-limit.ts';

/**
 * Says when the next request may go. Streams that are given the same one share one budget.
 *
 * Every request asks `reserve()` until it is granted, and reports once with `update()`. A limiter
 * of your own may keep its state elsewhere: `reserve()` may answer with a promise.
 */
export interface RateLimiter {
  /**
   * Asks for leave to send one request.
   *
   * @returns `0`: granted, and counted; else the milliseconds to wait before asking again
   */
  reserve(): number | PromiseLike<number>;

  /**
   * Reports once for each granted request, when its headers have arrived or it has ended without.
   *
   * @param rateLimit - what its response said; `null` when it said nothing, was a 429, or never came
   */
  update(rateLimit: RateLimit | null): void | PromiseLike<void>;

  /**
   * The server answered 429: nothing is granted for `duration` milliseconds. `createRateLimiter` treats
   * a `duration` of more than 15 minutes as a mistake of the server, and pauses all streams for only
   * 10 seconds, one window. The request that got the 429 still waits as long as the server asked.
   */
  pause(duration: number): void | PromiseLike<void>;
}

/**
 * Makes a limiter that keeps its state in memory.
 *
 * @param clock - one that only goes forward, in milliseconds
 */
export function createLimiter(clock: TimestampProvider): RateLimiter {
  const budget = createBudget();
  const slowStart = createSlowStart();
  /** When the requests in flight were sent. */
  const sent: number[] = [];
  let pausedUntil = -Infinity;

  return {
    reserve() {
      const now = clock.now();
      const wait = Math.max(
        pausedUntil - now,
        budget.isKnown()
          ? budget.wait(sent.length, now)
          : sent.length < slowStart.bound()
            ? 0
            : POLL_INTERVAL,
      );
      if (wait === 0) {
        budget.take(now);
        sent.push(now);
      }
      // Timers take whole milliseconds; part of one would be asked for again.
      return Math.ceil(wait);
    },

    update(rateLimit) {
      const now = clock.now();
      // Responses come about in the order of their requests.
      const since = sent.shift() ?? now;
      if (isTold(rateLimit)) {
        budget.hear(rateLimit, sent.length, since, now);
      } else {
        budget.lose();
        slowStart.end();
      }
    },

    pause(duration) {
      const now = clock.now();
      const wait = boundedWait(duration);
      if (wait > 0) budget.refuse(sent.length);
      const all = budget.isKnown() ? wait : slowStart.refuse(wait, pausedUntil > now);
      pausedUntil = Math.max(pausedUntil, now + all);
    },
  };
}
