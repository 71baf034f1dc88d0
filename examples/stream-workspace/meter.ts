import { createRateLimiter, type Fetch, type RateLimiter } from 'rx-intercom';

/** What the walk has cost so far. */
export interface Counts {
  requests: number;
  retries: number;
  /** Waits for the rate limit. */
  waits: number;
  /** Milliseconds spent in them. */
  waited: number;
}

/** A `fetch` and a rate limiter that count: both are options of the library. */
export interface Meter {
  readonly counts: Readonly<Counts>;
  readonly fetch: Fetch;
  readonly rateLimiter: RateLimiter;
}

export function createMeter(): Meter {
  const counts: Counts = { requests: 0, retries: 0, waits: 0, waited: 0 };
  const limiter = createRateLimiter();
  let lastUrl = '';

  const wait = (duration: number): void => {
    counts.waits += 1;
    counts.waited += duration;
  };

  return {
    counts,
    fetch(url, init) {
      counts.requests += 1;
      if (url === lastUrl) counts.retries += 1;
      lastUrl = url;
      return globalThis.fetch(url, init);
    },
    rateLimiter: {
      ...limiter,
      async reserve() {
        const duration = await limiter.reserve();
        if (duration > 0) wait(duration);
        return duration;
      },
      pause(duration) {
        wait(duration);
        limiter.pause(duration);
      },
    },
  };
}
