import { serverTime, type ReadableHeaders } from './headers.ts';

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

  /** Milliseconds from the response's own `Date` to `reset`, never negative; `null` without one. */
  readonly resetIn: number | null;
}

/**
 * Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset` (unix seconds).
 *
 * @param headers - of the response
 * @param now - this machine's time in milliseconds, used when the response has no `Date`
 * @returns `null` when none of the three can be read
 */
export function parseRateLimit(headers: ReadableHeaders, now: number): RateLimit | null {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  const seconds = wholeNumber(headers.get('x-ratelimit-reset'));
  if (limit === null && remaining === null && seconds === null) return null;
  if (seconds === null) return { limit, remaining, reset: null, resetIn: null };
  const reset = seconds * 1000;
  const resetIn = Math.max(0, reset - serverTime(headers, now));
  return { limit, remaining, reset: new Date(reset), resetIn };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\s*\d{1,12}\s*$/.test(text) ? Number(text) : null;
}
