/** The server's clock, as its responses tell it. */
export interface ServerClock {
  /** In milliseconds since 1970; this machine's time before a response has told. */
  readonly now: () => number;

  /** @param date - of a response, in milliseconds since 1970; `null` when it told none */
  readonly hear: (date: number | null) => void;
}

/** @param now - this machine's time, in milliseconds since 1970 */
export function createServerClock(now: () => number): ServerClock {
  let ahead = 0;
  return {
    now: () => now() + ahead,
    hear(date) {
      if (date !== null) ahead = date - now();
    },
  };
}
