/**
 * Milliseconds for which the rate of the last window still counts, because a few requests at the
 * beginning of a window say little.
 */
const MEMORY = 5_000;

/** Estimates the requests that other programs make on the same limit. Times are in milliseconds. */
export interface ForeignUse {
  /** A window began; `isNext` when it directly follows the one before. */
  readonly begin: (now: number, isNext: boolean) => void;
  /**
   * @param used - requests that the server has counted in this window
   * @param own - own requests that it may have counted, at most
   * @param now - when it was told
   */
  readonly observe: (used: number, own: number, now: number) => void;
  /** The requests that others have probably made in so many milliseconds of this window. */
  readonly expect: (duration: number) => number;
}

/** Makes an estimate that is 0 as long as the own requests explain what the server has counted. */
export function createForeignUse(): ForeignUse {
  let began = 0;
  let seen = 0;
  let seenAt = 0;
  let before = 0;
  /** Requests in a millisecond. */
  const rate = (): number => (seen + before * MEMORY) / (seenAt - began + MEMORY);
  return {
    begin(now, isNext) {
      before = isNext ? rate() : 0;
      began = now;
      seen = 0;
      seenAt = now;
    },
    observe(used, own, now) {
      seen = Math.max(seen, used - own);
      seenAt = Math.max(seenAt, now);
    },
    expect: (duration) => Math.round(rate() * Math.max(0, duration)),
  };
}
