import { parseHttpDate, serverTime, type ReadableHeaders } from './headers.ts';
import type { RateLimit } from './rate-limit.ts';

/** The last time a `Date` can hold, in milliseconds since the epoch. */
const LAST_DATE = 8.64e15;

/** When a wait of so many milliseconds is over; the end of all dates where it is later. */
export function dateAfter(wait: number, now: number): Date {
  return new Date(Math.min(now + wait, LAST_DATE));
}

/**
 * Reads `Retry-After`: seconds, or a date measured against the response's own `Date`.
 *
 * @param headers - of the response
 * @param now - this machine's time in milliseconds, used when the response has no `Date`
 * @returns milliseconds, never negative; `null` when there is none to be read
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(headers: ReadableHeaders, now: number): number | null {
  const value = headers.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, LAST_DATE);
  const date = parseHttpDate(value);
  return date === null ? null : Math.max(0, date - serverTime(headers, now));
}

/**
 * How long the server wants to be left alone after a refusal: `Retry-After` first; a 429 without
 * one waits for the window to refill.
 *
 * @returns milliseconds; `null` when the server did not say
 */
export function serverWait(
  status: number,
  rateLimit: RateLimit | null,
  headers: ReadableHeaders,
  now: number,
): number | null {
  return parseRetryAfter(headers, now) ?? (status === 429 ? (rateLimit?.resetIn ?? null) : null);
}
