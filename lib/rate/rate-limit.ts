import { readNumbers, serverTime, timeUntil, type ReadableHeaders } from './headers.ts';

/**
 * The state of the rate limit as one response told it.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
 */
export interface RateLimit {
  /** Requests allowed in the window (10 seconds at Intercom); `null` when not told. */
  readonly limit: number | null;

  /** Requests left in the window; `null` when not told. */
  readonly remaining: number | null;

  /** When the window refills, on the server's clock; `null` when not told. */
  readonly reset: Date | null;

  /**
   * Milliseconds from the response's own `Date` to `reset`, never negative; `null` without a `reset`.
   *
   * Without a `Date`, this machine's clock stands in for the server's, and it may be wrong by hours.
   * So it is believed only where it puts `reset` into the next 10 seconds, the length of Intercom's
   * window; otherwise `resetIn` is `null`, too.
   */
  readonly resetIn: number | null;
}

/** The length of Intercom's window, in milliseconds. */
export const WINDOW = 10_000;

/** While responses may still show that more is left: ask again after this many milliseconds. */
export const POLL_INTERVAL = 100;

/** Numbers from here on are no count and no time: a reset would lie 30,000 years ahead. */
const TOO_LARGE = 1e12;

/**
 * Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset` (unix seconds). Of several values it takes the
 * least limit, the least remaining and the latest reset.
 *
 * @param headers - of the response
 * @param now - this machine's time in milliseconds, used when the response has no `Date`
 * @param date - the server's time in milliseconds; `null` when the response has no `Date`
 * @returns `null` when none of the three can be read
 */
export function parseRateLimit(
  headers: ReadableHeaders,
  now: number,
  date: number | null = serverTime(headers),
): RateLimit | null {
  const limit = least(headers, 'x-ratelimit-limit');
  const remaining = least(headers, 'x-ratelimit-remaining');
  const resets = readable(headers, 'x-ratelimit-reset');
  if (limit === null && remaining === null && resets.length === 0) return null;
  if (resets.length === 0) return { limit, remaining, reset: null, resetIn: null };
  const reset = Math.round(Math.max(...resets) * 1000);
  return { limit, remaining, reset: new Date(reset), resetIn: timeUntil(reset, date, now, WINDOW) };
}

function least(headers: ReadableHeaders, name: string): number | null {
  const least = Math.min(...readable(headers, name));
  return least === Infinity ? null : Math.floor(least);
}

function readable(headers: ReadableHeaders, name: string): readonly number[] {
  return readNumbers(headers, name).filter((number) => number < TOO_LARGE);
}
