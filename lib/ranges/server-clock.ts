import type { Client } from '../http/client.ts';

/** A moment on the server's clock, in milliseconds since 1970, as far as that is known. */
export interface Moment {
  /** By the response that told the earliest time; this machine's time before one has told. */
  readonly earliest: number;
  /** By the `Date` that told the latest time; not before this machine's time where none has. */
  readonly latest: number;
}

/** The server's clock, as its responses tell it. Times are in milliseconds since 1970. */
export interface ServerClock {
  /** The earliest that it may be; this machine's time before a response has told. */
  readonly now: () => number;

  /** Whether a response has told. */
  readonly isKnown: () => boolean;

  /** Remembers the present moment. @returns when it was, as it is known when asked */
  readonly moment: () => () => Moment;

  /**
   * When the clock was made. The server's time and this machine's time may differ: `earliest` is not after
   * either, and `latest` not before either, because a `Date` leaves out a part of its second.
   */
  readonly start: () => Moment;

  /**
   * @param time - as a response has told it; `null` when it did not
   * @param isDate - whether a `Date` told; the newest change tells only that it is not earlier
   */
  readonly hear: (time: number | null, isDate: boolean) => void;
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
  /** How far the server is ahead of the monotonic clock, at least and at most. */
  let least: number | null = null;
  let most: number | null = null;

  const moment = (): (() => Moment) => {
    const at = monotonic.now();
    const machine = scheduler.now();
    return () => {
      const earliest = least === null ? machine : at + least;
      return { earliest, latest: most === null ? Math.max(earliest, machine) : at + most };
    };
  };

  const started = scheduler.now();
  const begun = moment();
  return {
    now: () => (least === null ? scheduler.now() : monotonic.now() + least),
    isKnown: () => least !== null,
    moment,
    start() {
      const told = begun().earliest;
      return { earliest: Math.min(told, started), latest: Math.max(told + SECOND, started) };
    },
    hear(time, isDate) {
      if (time === null) return;
      const ahead = time - monotonic.now();
      least = Math.min(least ?? Infinity, ahead);
      if (isDate) most = Math.max(most ?? -Infinity, ahead);
    },
  };
}
