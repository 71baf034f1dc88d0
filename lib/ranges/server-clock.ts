import type { Client } from '../http/client.ts';

/** The server's clock, as its responses tell it. Times are in milliseconds since 1970. */
export interface ServerClock {
  /** This machine's time before a response has told. */
  readonly now: () => number;

  /**
   * When the clock was made. The server's time and this machine's time may differ: `earliest` is not after
   * either, and `latest` not before either, because a `Date` leaves out a part of its second.
   */
  readonly start: () => { readonly earliest: number; readonly latest: number };

  /** @param time - as a response has told it; `null` when it did not */
  readonly hear: (time: number | null) => void;
}

const SECOND = 1000;

/**
 * Believes the response that tells the earliest time: one that is wrong and lies ahead would hide
 * changes, and one that lies behind costs rows that are read again.
 */
export function createServerClock({
  scheduler,
  monotonic,
}: Pick<Client, 'scheduler' | 'monotonic'>): ServerClock {
  const started = scheduler.now();
  const begun = monotonic.now();
  let ahead: number | null = null;
  return {
    now: () => (ahead === null ? scheduler.now() : monotonic.now() + ahead),
    start() {
      const told = ahead === null ? started : begun + ahead;
      return { earliest: Math.min(told, started), latest: Math.max(told + SECOND, started) };
    },
    hear(time) {
      if (time !== null) ahead = Math.min(ahead ?? Infinity, time - monotonic.now());
    },
  };
}
