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
  /** As `observe`, of the window before. */
  readonly observeLate: (used: number, own: number, now: number) => void;
  /** An upper estimate of the requests that other programs make in this time of the window, in milliseconds. */
  readonly expect: (duration: number) => number;
}

/** What others have used in a window. */
interface Use {
  readonly began: number;
  readonly until: number;
  readonly seen: number;
  /** Requests in a millisecond of the windows before. */
  readonly before: number;
}

const NOTHING: Use = { began: 0, until: 0, seen: 0, before: 0 };

/** Makes an estimate that is 0 as long as the own requests explain what the server has counted. */
export function createForeignUse(): ForeignUse {
  let last = NOTHING;
  let current = NOTHING;
  const rate = (): number => rateOf(current, rateOf(last, last.before));
  return {
    begin(now, isNext) {
      last = isNext ? { ...current, before: rateOf(last, last.before) } : NOTHING;
      current = { began: now, until: now, seen: 0, before: 0 };
    },
    observe(used, own, now) {
      const seen = Math.max(current.seen, used - own);
      current = { ...current, seen, until: Math.max(current.until, now) };
    },
    observeLate(used, own, now) {
      last = { ...last, seen: Math.max(last.seen, used - own), until: Math.max(last.until, now) };
    },
    expect(duration) {
      const mean = rate() * Math.max(0, duration);
      // Requests at random times: seldom more than two standard deviations above their mean.
      return Math.round(mean + 2 * Math.sqrt(mean));
    },
  };
}

function rateOf({ began, until, seen }: Use, before: number): number {
  return (seen + before * MEMORY) / (until - began + MEMORY);
}
