/** The part of WHATWG `Headers` that is read. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * The server's own time in milliseconds since the epoch, from its `Date` header, so that a clock
 * running wrong on this machine does not matter; this machine's time where there is none.
 */
export function serverTime(headers: ReadableHeaders, now: number): number {
  return parseHttpDate(headers.get('date')) ?? now;
}

/**
 * Reads a date as HTTP writes it, in milliseconds since the epoch; `null` when it is none. A bare
 * number, which `Date.parse` would take for some year or month, is none. The old form without a zone
 * is UTC.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#http.date
 */
export function parseHttpDate(text: string | null): number | null {
  const date =
    text !== null && /^\s*(?:mon|tue|wed|thu|fri|sat|sun)/i.test(text)
      ? Date.parse(text.trimEnd().endsWith('GMT') ? text : `${text} GMT`)
      : NaN;
  return Number.isNaN(date) ? null : date;
}
