import type { RateLimiter } from '../../lib/rate/rate-limiter.ts';

/** Sends so many requests, none of them answered yet; gives what `reserve` answered. */
export function reserve(limiter: RateLimiter, count: number): unknown[] {
  return Array.from({ length: count }, () => limiter.reserve());
}
