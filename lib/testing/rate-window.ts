/** How many requests are allowed in how long. */
export interface TestRateLimit {
  /** The requests allowed in one window. */
  readonly limit: number;
  /** The length of a window, in milliseconds; whole seconds. */
  readonly window: number;
}

/** Where the limit stood when a request came in. */
export interface Quota extends TestRateLimit {
  /** The requests the window had left before this one: recorded first answers say 83 of 83. */
  readonly remaining: number;
  /** When the next window opens, in unix seconds. */
  readonly reset: number;
  /** Whether this request was one too many. */
  readonly exceeded: boolean;
}

/** Counts requests in windows. */
export interface RateWindow {
  /** Counts a request that came in at `now`, in milliseconds since 1970. */
  readonly count: (now: number) => Quota;
}

/**
 * Makes a counter whose windows begin at whole multiples of their length since 1970, as every
 * recorded `X-RateLimit-Reset` suggests.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
 */
export function createRateWindow({ limit, window }: TestRateLimit): RateWindow {
  let current = Number.NaN;
  let counted = 0;
  return {
    count(now) {
      const index = Math.floor(now / window);
      if (index !== current) counted = 0;
      current = index;
      counted += 1;
      return {
        limit,
        window,
        remaining: Math.max(0, limit - counted + 1),
        reset: ((index + 1) * window) / 1000,
        exceeded: counted > limit,
      };
    },
  };
}

/** The headers that tell a client where the limit stands; `X-RateLimit-Reset` is in unix seconds. */
export function rateLimitHeaders({ limit, remaining, reset }: Quota): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  };
}
