import { WINDOW } from './rate-limit.ts';

/**
 * The longest wait that is not taken for a mistake of the server, in milliseconds. Intercom has
 * documented windows of ten seconds and of a minute; a proxy may have longer ones.
 */
const LONGEST_WAIT = 15 * 60_000;

/** `Date` is in whole seconds, so it may be this many milliseconds older than it says. */
const DATE_STEP = 1_000;

/** How far two clocks may drift apart, in milliseconds per millisecond. */
const DRIFT = 0.001;

/** A wait that the server asked for; an absurd one counts as one window. */
export function boundedWait(duration: number): number {
  return duration > LONGEST_WAIT ? WINDOW : duration;
}

/** What one response said of its window, and when. All times are in milliseconds. */
export interface Told {
  /** The end of the window, on the server's clock. */
  readonly reset: number;
  /** From the `Date` of the response to `reset`; `null` when it cannot be measured. */
  readonly resetIn: number | null;
  /** When the request was sent, on this machine's clock. */
  readonly sent: number;
  /** When the headers arrived, on this machine's clock. */
  readonly now: number;
}

/**
 * Makes an estimate of the end of a window, on this machine's clock. Each response gives one that is
 * too late: by the time that the headers took, and by the part of a second that `Date` leaves out.
 * So the earliest one of all responses is the best, also of those of other windows.
 */
export function createRefillTime(): (told: Told) => number {
  /** This machine's clock less the server's; never less than the true difference. */
  let offset = Infinity;
  let last = 0;
  return ({ reset, resetIn, sent, now }) => {
    const wait = boundedWait(resetIn ?? WINDOW);
    if (resetIn === null || wait !== resetIn) return now + wait;
    // The response is not older than its request, so a window that has ended is over now.
    if (resetIn === 0) return now;
    const heard = now - (reset - resetIn);
    const drifted = offset + (now - last) * DRIFT;
    // An estimate that no slow response explains: a clock was set.
    const isSet = heard - drifted > now - sent + 2 * DATE_STEP;
    offset = isSet ? heard : Math.min(drifted, heard);
    last = now;
    return reset + offset;
  };
}
