/** Requests that may be in flight before a response of the window has come. */
export const FEW = 8;

/** Holds requests back in a window of which nothing has been heard: its limit may have fallen. */
export interface CautiousStart {
  /** A window begins. */
  readonly begin: () => void;
  /** A request goes at `now`, in milliseconds. */
  readonly take: (now: number) => void;
  /** Whether one more may go: a few at once, then at the pace of the limit. */
  readonly allows: (now: number, limit: number, length: number) => boolean;
}

/** Makes a start for each window of a server. */
export function createCautiousStart(): CautiousStart {
  let taken = 0;
  let since = 0;
  return {
    begin() {
      taken = 0;
    },
    take(now) {
      if (taken === 0) since = now;
      taken += 1;
    },
    allows: (now, limit, length) => taken < FEW || taken < (limit * (now - since)) / length,
  };
}
