import { readDates, readNumbers, serverTime, timeUntil, type ReadableHeaders } from './headers.ts';

/** The longest wait that this machine's clock is believed where the response has no `Date`, in ms. */
const LONGEST_BELIEVED = 60_000;

/**
 * Reads `Retry-After`: seconds, or a date measured against the response's own `Date`. Of several
 * values it takes the longest wait.
 *
 * Where the response has no `Date`, a date in the past or more than a minute ahead is left out: the
 * caller backs off instead.
 *
 * @param headers - of the response
 * @param now - this machine's time in milliseconds, used when the response has no `Date`
 * @param date - the server's time in milliseconds; `null` when the response has no `Date`
 * @returns milliseconds, never negative; `null` when there is none to be read
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(
  headers: ReadableHeaders,
  now: number,
  date: number | null = serverTime(headers),
): number | null {
  if (headers.get('retry-after') === null) return null;
  const seconds = readNumbers(headers, 'retry-after');
  const dates = readDates(headers, 'retry-after');
  const waits = [
    ...seconds.map((value) => value * 1000),
    ...dates.map((time) => timeUntil(time, date, now, LONGEST_BELIEVED)),
  ].filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.min(Math.max(...waits), Number.MAX_SAFE_INTEGER);
}
