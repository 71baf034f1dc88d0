import type { RateLimiter } from '../rate/rate-limiter.ts';

/**
 * Makes a limiter whose reports cannot fail where nobody could be told: what `update` and `hold`
 * throw or reject with comes out of the next `reserve`.
 */
export function guardLimiter(limiter: RateLimiter): RateLimiter {
  let failure: { readonly cause: unknown } | undefined;
  const tell = async (report: () => void | PromiseLike<void>): Promise<void> => {
    try {
      await report();
    } catch (cause) {
      failure ??= { cause };
    }
  };
  return {
    reserve() {
      if (failure !== undefined) throw failure.cause;
      return limiter.reserve();
    },
    update: (rateLimit) => tell(() => limiter.update(rateLimit)),
    hold: (duration) => tell(() => limiter.hold(duration)),
  };
}
