import { serverTime, type ReadableHeaders } from './headers.ts';
import type { RateLimit } from './rate-limit.ts';

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
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - serverTime(headers, now));
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
