import type { RateLimit } from '../../lib/rate/rate-limit.ts';

/** The length of a window, in milliseconds. */
export const WINDOW = 10_000;

/** What a response says of its window: what is left, and the milliseconds until it ends. */
export function answer(remaining: number, resetIn: number, reset = WINDOW): RateLimit {
  return { limit: 100, remaining, reset: new Date(reset), resetIn };
}
