import { serverTime, type ReadableHeaders } from './headers.ts';
import { parseRateLimit, type RateLimit } from './rate-limit.ts';
import { parseRetryAfter } from './retry-after.ts';

/** What the headers of a response say about asking again. */
export interface Advice {
  readonly rateLimit: RateLimit | null;

  /** Milliseconds the server wants to be left alone after a refusal; `null` when it did not say. */
  readonly wait: number | null;

  /** The end of `wait`, on this machine's clock. */
  readonly retryAt: Date | null;

  /** The server's time when it answered, in milliseconds since 1970; `null` without a `Date`. */
  readonly date: number | null;
}

/** What a response that has not come says. */
export const NO_ADVICE: Advice = { rateLimit: null, wait: null, retryAt: null, date: null };

/** The last time a `Date` can hold, in milliseconds since the epoch. */
const LAST_DATE = 8.64e15;

/** When a wait of so many milliseconds is over; the end of all dates where it is later. */
export function dateAfter(wait: number, now: number): Date {
  return new Date(Math.min(Math.ceil(now + wait), LAST_DATE));
}

/**
 * Reads when to ask again: `Retry-After` first; a 429 without one waits for the window to refill.
 *
 * @param status - of the response
 * @param headers - of the response
 * @param now - this machine's time when they arrived, in milliseconds
 */
export function readAdvice(status: number, headers: ReadableHeaders, now: number): Advice {
  const date = serverTime(headers);
  const rateLimit = parseRateLimit(headers, now, date);
  const reset = status === 429 ? (rateLimit?.resetIn ?? null) : null;
  const wait = parseRetryAfter(headers, now, date) ?? reset;
  return { rateLimit, wait, retryAt: wait === null ? null : dateAfter(wait, now), date };
}
