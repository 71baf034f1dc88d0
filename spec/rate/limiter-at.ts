import { createRateLimiter } from '../../lib/index.ts';

/** A limiter on a clock that the spec moves. */
export function limiterAt(start: number) {
  const clock = { time: start, now: () => clock.time };
  return { clock, limiter: createRateLimiter({ scheduler: clock }) };
}
