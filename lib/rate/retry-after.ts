import { parseHttpDate, serverTime, type ReadableHeaders } from './headers.ts';

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
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const date = parseHttpDate(value);
  return date === null ? null : Math.max(0, date - serverTime(headers, now));
}
