import type { TimestampProvider } from 'rxjs';
import type { RateLimit } from './rate-limit.ts';

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

  /** Grants nothing for so many milliseconds: the server answered 429. */
  pause(duration: number): void | PromiseLike<void>;
}

/** Settings of {@link createRateLimiter}. */
export interface RateLimiterConfig {
  /**
   * The clock, in milliseconds from whenever.
   * @defaultValue the platform's monotonic one, which nobody sets back
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
export function createRateLimiter({
  scheduler = performance,
}: RateLimiterConfig = {}): RateLimiter {
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
      refill = countdown(rateLimit.resetIn ?? 0, scheduler);
    },

    pause(duration) {
      if (duration > (paused?.() ?? 0)) paused = countdown(duration, scheduler);
    },
  };
}

/** Tells what is left of it, in milliseconds. */
type Countdown = () => number;

function countdown(duration: number, clock: TimestampProvider): Countdown {
  const end = clock.now() + duration;
  return () => Math.max(0, end - clock.now());
}
