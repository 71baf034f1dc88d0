/** The part of WHATWG `Headers` that is read. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * The server's own time in milliseconds since the epoch, from its `Date` header, so that a clock
 * running wrong on this machine does not matter; this machine's time where there is none.
 */
export function serverTime(headers: ReadableHeaders, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? now : date;
}
