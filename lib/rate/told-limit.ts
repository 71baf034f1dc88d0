import type { RateLimit } from './rate-limit.ts';

/** What a response told of its window: what is left, and until when. */
export type ToldLimit = RateLimit & { readonly remaining: number; readonly reset: Date };

/** Whether a response told enough to go by. */
export function isTold(rateLimit: RateLimit | null): rateLimit is ToldLimit {
  return rateLimit?.reset != null && rateLimit.remaining !== null;
}
