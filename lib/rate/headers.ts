/** The part of WHATWG `Headers` that is read. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/** One date, as nearly all responses have it. */
const PLAIN_DATE = /^\w{3}, [^,;]+ GMT$/;

/** A day of the week, then all up to the next comma: the three forms of a date in HTTP. */
const DATES = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:, *| +)[^,;]+/gi;

/**
 * Reads the numbers of a header: a header that occurs twice arrives as one, joined with commas, and
 * a value may carry parameters (`100;w=10`). Parts that are not plain decimal numbers are left out.
 */
export function readNumbers(headers: ReadableHeaders, name: string): readonly number[] {
  const text = headers.get(name);
  if (text === null) return [];
  if (/^\d+$/.test(text)) return [Number(text)];
  return text
    .split(',')
    .map((part) => part.replace(/;.*/, '').trim())
    .filter((part) => /^\d+(?:\.\d+)?$/.test(part))
    .map(Number);
}

/**
 * Reads the dates of a header, in milliseconds since 1970. Bare numbers, which `Date.parse` would
 * take for years or months, are left out. The old form without a time zone is UTC.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#http.date
 */
export function readDates(headers: ReadableHeaders, name: string): readonly number[] {
  const text = headers.get(name);
  if (text === null) return [];
  const plain = PLAIN_DATE.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(plain)) return [plain];
  return (text.match(DATES) ?? [])
    .map((date) => date.trim())
    .map((date) => Date.parse(date.endsWith('GMT') ? date : `${date} GMT`))
    .filter((time) => !Number.isNaN(time));
}

/**
 * The server's own time in milliseconds since 1970, from its `Date` header, so that a wrong clock on
 * this machine does not matter. Of two dates it is the earlier one, which makes waits longer.
 *
 * @returns `null` when the response has no date that can be read
 */
export function serverTime(headers: ReadableHeaders): number | null {
  const dates = readDates(headers, 'date');
  return dates.length === 0 ? null : Math.min(...dates);
}

/**
 * Milliseconds from the server's `date` to a time on its clock, never negative.
 *
 * Without a date, this machine's clock stands in for the server's, and it may be wrong by hours. So
 * it is believed only where it puts the time into the next `longest` milliseconds.
 */
export function timeUntil(
  time: number,
  date: number | null,
  now: number,
  longest: number,
): number | null {
  if (date !== null) return Math.max(0, time - date);
  const wait = time - now;
  return wait > 0 && wait <= longest ? wait : null;
}
