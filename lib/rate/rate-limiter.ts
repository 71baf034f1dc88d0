import { asyncScheduler, type TimestampProvider } from 'rxjs';
import { forwardClock } from './forward-clock.ts';
import { WINDOW, type RateLimit } from './rate-limit.ts';

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
   * The server answered 429: nothing is granted for `duration` milliseconds. The limiter of
   * {@link createRateLimiter} takes more than 15 minutes for a mistake of the server, and pauses for
   * 10 seconds, one window: the longer wait is for the request that met it.
   */
  pause(duration: number): void | PromiseLike<void>;
}

/** Settings of {@link createRateLimiter}. */
export interface RateLimiterConfig {
  /**
   * The clock, in milliseconds. Pass the `scheduler` of the streams where they have one. Only its
   * steps forward count, so setting it back makes no wait longer than one more of the same.
   * @defaultValue the clock of `asyncScheduler`, which goes with its timers, or `performance` where
   * that shows more time: a clock that was set back or replaced by a test stops nothing
   */
  readonly scheduler?: TimestampProvider | undefined;
}

/**
 * When the budget is used up and no response has told when it refills: check again after this many
 * milliseconds.
 */
export const POLL_INTERVAL = 100;

/**
 * A response of an older window is ignored when the window is older by less than this many
 * milliseconds. When it is older by more, a clock was set.
 */
const MAX_RESPONSE_LAG = 60_000;

/**
 * The longest wait that is not taken for a mistake of the server, in milliseconds. Intercom has
 * documented windows of ten seconds and of a minute; a proxy may have longer ones.
 */
const LONGEST_WAIT = 15 * 60_000;

/**
 * Makes a limiter that learns its budget from the responses: no pause while something remains,
 * and none of the 429s once nothing does. Requests in flight count as used, because the server may
 * not have seen them when it answered.
 *
 * @example
 * ```ts
 * const rateLimiter = createRateLimiter();
 * const latest$ = conversations$({ token, rateLimiter, limit: 50 });
 * const export$ = conversationPages$({ token, rateLimiter, perPage: 150 });
 * ```
 */
export function createRateLimiter({ scheduler }: RateLimiterConfig = {}): RateLimiter {
  const clock = forwardClock(scheduler === undefined ? [asyncScheduler, performance] : [scheduler]);
  let inFlight = 0;
  let limit = Infinity;
  let remaining = Infinity;
  let window = -Infinity;
  let ownRequest = 0;
  /** Until the window refills; `null` while nothing has been heard from the present window. */
  let refill: Countdown | null = null;
  let paused: Countdown | null = null;

  return {
    reserve() {
      if (refill?.() === 0) {
        refill = null;
        remaining = limit - inFlight;
      }
      const unheard = inFlight > 0 ? POLL_INTERVAL : 0;
      const wait = Math.max(paused?.() ?? 0, remaining > 0 ? 0 : (refill?.() ?? unheard));
      if (wait === 0) {
        remaining -= 1;
        inFlight += 1;
      }
      // Timers take whole milliseconds; part of one would be asked for again.
      return Math.ceil(wait);
    },

    update(rateLimit) {
      inFlight -= 1;
      if (rateLimit?.reset == null || rateLimit.remaining === null) return;
      const current = rateLimit.reset.getTime();
      const isSame = current === window;
      const isOver = isSame
        ? refill === null
        : current < window && window - current < MAX_RESPONSE_LAG;
      if (isOver) return;
      // The whole limit still left after a request: this server does not count the request itself,
      // as Intercom's own samples show.
      if (rateLimit.remaining === rateLimit.limit) ownRequest = 1;
      const left = Math.max(0, rateLimit.remaining - ownRequest - inFlight);
      remaining = isSame ? Math.min(remaining, left) : left;
      limit = rateLimit.limit ?? Infinity;
      window = current;
      refill = countdown(bounded(rateLimit.resetIn ?? WINDOW), clock);
    },

    pause(duration) {
      const wait = bounded(duration);
      if (wait > (paused?.() ?? 0)) paused = countdown(wait, clock);
    },
  };
}

/** An absurd time counts as one window: it must not stop the streams that share the limiter. */
function bounded(duration: number): number {
  return duration > LONGEST_WAIT ? WINDOW : duration;
}

/** Tells what is left of it, in milliseconds. */
type Countdown = () => number;

function countdown(duration: number, clock: TimestampProvider): Countdown {
  const end = clock.now() + duration;
  return () => Math.max(0, end - clock.now());
}
