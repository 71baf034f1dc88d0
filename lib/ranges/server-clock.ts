/** The server's clock, as its responses tell it. */
export interface ServerClock {
  /** In milliseconds since 1970; this machine's time before a response has told. */
  readonly now: () => number;

  /** @param date - of a response, in milliseconds since 1970; `null` when it told none */
  readonly hear: (date: number | null) => void;
}

/**
 * Believes the response that tells the earliest time: one that is wrong and lies ahead would hide
 * changes, and one that lies behind costs rows that are read again.
 *
 * @param now - this machine's time, in milliseconds since 1970
 */
export function createServerClock(now: () => number): ServerClock {
  let ahead: number | null = null;
  return {
    now: () => now() + (ahead ?? 0),
    hear(date) {
      if (date !== null) ahead = Math.min(ahead ?? Infinity, date - now());
    },
  };
}
