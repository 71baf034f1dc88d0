import type { StreamEvent } from 'rx-intercom';

/** Why no stream that shares a limiter sends a request. */
export interface Pause {
  /** A 429 that told how long to wait, a 429 that did not, or a limiter that does not answer. */
  readonly reason: 'server' | 'backoff' | 'failure';
  /** In milliseconds. */
  readonly duration: number;
}

/** How the budget stands that streams share, as far as their events tell. */
export interface Budget {
  /** Requests in a window; `null` as long as no response has told. So are `used` and `free`. */
  readonly limit: number | null;
  /** By all programs that use the same limit. */
  readonly used: number | null;
  readonly free: number | null;
  /** Requests that wait for the limiter. */
  readonly waiting: number;
  /** `null` while requests may go. */
  readonly pause: Pause | null;
}

export const UNKNOWN_BUDGET: Budget = {
  limit: null,
  used: null,
  free: null,
  waiting: 0,
  pause: null,
};

/** How the budget stands after an event. All streams of a limiter tell their events here. */
export function nextBudget(budget: Budget, event: StreamEvent): Budget {
  switch (event.kind) {
    case 'wait':
      return { ...budget, waiting: event.waiting };
    case 'request':
      // The first that waited has gone, so there is no pause any more.
      return { ...budget, waiting: Math.max(0, budget.waiting - 1), pause: null };
    case 'response': {
      const { limit = null, remaining = null } = event.rateLimit ?? {};
      if (limit === null || remaining === null) return budget;
      return { ...budget, limit, used: Math.max(0, limit - remaining), free: remaining };
    }
    case 'limiter-pause':
      return { ...budget, pause: { reason: event.reason, duration: event.duration } };
    case 'limiter-failure':
      // Without a delay it is one of the methods that are not called again.
      if (event.delay === null) return budget;
      return { ...budget, pause: { reason: 'failure', duration: event.delay } };
    default:
      return budget;
  }
}
