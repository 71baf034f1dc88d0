import type { RateLimiter } from '../rate/rate-limiter.ts';

/**
 * Makes a limiter whose reports do not fail where no stream could be told: the next `reserve`
 * throws what `update` and `pause` throw or reject with.
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
    pause: (duration) => tell(() => limiter.pause(duration)),
  };
}
