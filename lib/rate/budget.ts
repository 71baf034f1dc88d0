import { createForeignUse } from './foreign-use.ts';
import { WINDOW, type RateLimit } from './rate-limit.ts';
import { createRefillTime } from './refill-time.ts';

/** Requests that may be in flight before a response of the window has come. */
export const FEW = 8;

/**
 * When no response has told when the budget refills, or responses may still show that more is left:
 * ask again after this many milliseconds.
 */
export const POLL_INTERVAL = 100;

/**
 * A response of an older window is ignored when the window is older by less than this many
 * milliseconds. When it is older by more, a clock was set.
 */
const MAX_RESPONSE_LAG = 60_000;

/** A response that told what is left, and until when. */
export type ToldLimit = RateLimit & { readonly remaining: number; readonly reset: Date };

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
  readonly refuse: () => void;
  /** The response to a request that was sent at `sent` told the limit. */
  readonly hear: (told: ToldLimit, inFlight: number, sent: number, now: number) => void;
}

/** Makes a budget that knows nothing yet. */
export function createBudget(): Budget {
  const refillTime = createRefillTime();
  const foreign = createForeignUse();
  /** The reset of the latest window that was heard of. */
  let window = -Infinity;
  /** The reset of the window before. */
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
  /** Requests that have gone in a window of which nothing has been heard, and since when. */
  let blind = 0;
  let blindSince = 0;

  const refill = (inFlight: number, now: number): void => {
    foreign.begin(now, true);
    ownBefore = own;
    left = limit;
    leftAt = now;
    own = inFlight;
    blind = 0;
    end = Infinity;
  };

  /** A window may have a smaller limit than the one before, so it begins slowly. */
  const allowed = (now: number): number =>
    blind < FEW ? FEW : (limit * (now - blindSince)) / length;

  /** The first response of a window has come. */
  const enter = (told: number, total: number, counted: number, now: number): void => {
    const isNext = told > window && told - window <= length;
    if (told > window && window > -Infinity) length = Math.min(length, told - window);
    // Of a window whose beginning was not seen, nobody knows who has used it.
    if (!isNext) {
      foreign.begin(now, false);
      own = counted;
    }
    before = window;
    window = told;
    limit = total;
    left = Infinity;
    leftAt = -Infinity;
  };

  return {
    isKnown: () => window > -Infinity,

    wait(inFlight, now) {
      if (now >= end) refill(inFlight, end);
      const sure = left - inFlight - foreign.expect(Math.min(length, now - leftAt));
      const free = foreign.expect(length) === 0 ? Math.max(sure, limit - own) : sure;
      if (end < Infinity) {
        if (free > 0) return 0;
        return left > 0 && inFlight > 0 ? Math.min(end - now, POLL_INTERVAL) : end - now;
      }
      return inFlight === 0 || (free > 0 && blind < allowed(now)) ? 0 : POLL_INTERVAL;
    },

    take(now) {
      if (blind === 0) blindSince = now;
      blind += 1;
      own += 1;
    },

    lose() {
      left -= 1;
    },

    refuse() {
      own -= 1;
      foreign.observe(limit, own, -Infinity);
    },

    hear({ remaining, reset, resetIn, limit: total }, inFlight, sent, now) {
      // The whole limit still left after a request: this server does not count the request itself,
      // as Intercom's own samples show.
      if (remaining === total) countsItself = false;
      const rest = Math.max(0, remaining - (countsItself ? 0 : 1));
      const told = reset.getTime();
      const isOlder = told < window && window - told < MAX_RESPONSE_LAG;
      if (isOlder || (told === window && end === Infinity)) {
        own -= 1;
        if (told === (end === Infinity ? window : before)) {
          foreign.observeLate((total ?? 0) - rest, ownBefore);
        }
        return;
      }
      const ends = refillTime({ reset: told, resetIn, sent, now });
      if (told !== window) {
        if (end < Infinity) refill(inFlight + 1, now);
        enter(told, total ?? Infinity, (total ?? rest) - rest + inFlight + 1, now);
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
