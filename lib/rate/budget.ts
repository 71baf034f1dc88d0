import { createCautiousStart } from './cautious-start.ts';
import { createForeignUse } from './foreign-use.ts';
import { POLL_INTERVAL, WINDOW } from './rate-limit.ts';
import { createRefillTime } from './refill-time.ts';
import type { ToldLimit } from './told-limit.ts';

/**
 * A response of an older window is ignored when the window is older by less than this many
 * milliseconds. When it is older by more, a clock was set.
 */
const MAX_RESPONSE_LAG = 60_000;

/**
 * What the server has told of its windows, and what follows for the next request. `inFlight` is the
 * number of requests without an answer; times are in milliseconds.
 */
export interface Budget {
  /** Whether any response has told a limit. */
  readonly isKnown: () => boolean;
  /** 0 when one more request may go, else the milliseconds to wait before asking again. */
  readonly wait: (inFlight: number, now: number) => number;
  /** One request goes. */
  readonly take: (now: number) => void;
  /** A request has ended, and said nothing of the limit. The server may have counted it. */
  readonly lose: () => void;
  /** A request was refused with 429, and not carried out. */
  readonly refuse: (inFlight: number) => void;
  /** The response to a request that was sent at `sent` told the limit. */
  readonly hear: (told: ToldLimit, inFlight: number, sent: number, now: number) => void;
}

/** Makes a budget that knows nothing yet. */
export function createBudget(): Budget {
  const refillTime = createRefillTime();
  const foreign = createForeignUse();
  const start = createCautiousStart();
  /** The resets of the latest window that was heard of, and of the one before. */
  let window = -Infinity;
  let before = -Infinity;
  let length = WINDOW;
  let limit = Infinity;
  let countsItself = true;
  /** The end of the present window; `Infinity` when nothing has been heard of it. */
  let end = Infinity;
  /** The least that is left in the present window, and since when that may be so. */
  let left = Infinity;
  let leftAt = 0;
  /** Own requests that the server may have counted in the present window, at most. */
  let own = 0;
  let ownBefore = 0;
  /** Requests in flight that may have been counted in the window before, or in `left` already. */
  let unclear = 0;

  const refill = (inFlight: number, now: number): void => {
    foreign.begin(now, true);
    start.begin();
    ownBefore = own;
    own = inFlight;
    unclear = inFlight;
    left = limit;
    leftAt = now;
    end = Infinity;
  };

  /** The first response of a window has come. */
  const enter = (told: number, used: number, inFlight: number, now: number): void => {
    const step = told - window;
    // Of a window whose beginning was not seen, nobody knows who has used it.
    if (!(step > 0 && step <= length)) {
      foreign.begin(now, false);
      own = used + inFlight + 1;
      unclear = inFlight;
    }
    if (step > 0) length = Math.min(length, step);
    before = window;
    window = told;
    left = Infinity;
    leftAt = -Infinity;
  };

  return {
    isKnown: () => window > -Infinity,

    wait(inFlight, now) {
      if (now >= end) refill(inFlight, end);
      const margin = foreign.expect(Math.min(length, now - leftAt));
      const isAlone = foreign.expect(length) === 0;
      // Alone, the own requests say more than responses that overtake each other.
      const free = Math.max(left - inFlight - margin, isAlone ? limit - own : -Infinity);
      if (end === Infinity) {
        const isAllowed = free > 0 && start.allows(now, limit, length);
        return isAllowed || inFlight === 0 ? 0 : POLL_INTERVAL;
      }
      if (free > 0) return 0;
      const mayRise = left > 0 && (isAlone ? unclear : inFlight) > 0;
      return mayRise ? Math.min(end - now, POLL_INTERVAL) : end - now;
    },

    take(now) {
      start.take(now);
      own += 1;
    },

    lose() {
      left -= 1;
      unclear -= 1;
    },

    refuse(inFlight) {
      own -= 1;
      // With much left, the 429 is of another limit.
      if (left - inFlight <= limit / 10) foreign.observe(limit, own, -Infinity);
    },

    hear({ remaining, reset, resetIn, limit: total }, inFlight, sent, now) {
      unclear -= 1;
      // The whole limit still left after a request: this server does not count the request itself,
      // as Intercom's own samples show.
      if (remaining === total && countsItself) {
        countsItself = false;
        left -= 1;
      }
      const rest = Math.max(0, remaining - (countsItself ? 0 : 1));
      const told = reset.getTime();
      const last = end === Infinity ? window : before;
      if (told === last || (told < window && window - told < MAX_RESPONSE_LAG)) {
        own -= 1;
        if (told === last) foreign.observeLate((total ?? 0) - rest, ownBefore, sent);
        return;
      }
      const ends = refillTime({ reset: told, resetIn, sent, now });
      if (told !== window) {
        if (end < Infinity) refill(inFlight + 1, now);
        limit = total ?? Infinity;
        enter(told, limit - rest, inFlight, now);
      }
      end = Math.min(end, ends);
      if (rest < left) {
        left = rest;
        leftAt = Math.max(leftAt, sent, end - length);
      }
      foreign.observe(limit - rest, own, rest > 0 ? sent : -Infinity);
    },
  };
}
