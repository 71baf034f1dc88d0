import { readDates, readNumbers, serverTime, type ReadableHeaders } from './headers.ts';

/** The longest wait that this machine's clock is believed where the response has no `Date`, in ms. */
const LONGEST_BELIEVED = 60_000;

/**
 * Reads `Retry-After`: seconds, or a date measured against the response's own `Date`. Of several
 * values it takes the longest wait.
 *
 * Where the response has no `Date`, this machine's clock stands in for the server's, and it may be
 * wrong by hours. So a date in the past or more than a minute ahead is left out there: the caller
 * backs off instead.
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
  const waits = [...seconds.map((value) => value * 1000), ...waitsUntil(dates, date, now)];
  return waits.length === 0 ? null : Math.min(Math.max(...waits), Number.MAX_SAFE_INTEGER);
}

function waitsUntil(dates: readonly number[], date: number | null, now: number): readonly number[] {
  if (date !== null) return dates.map((time) => Math.max(0, time - date));
  return dates.map((time) => time - now).filter((wait) => wait > 0 && wait <= LONGEST_BELIEVED);
}
