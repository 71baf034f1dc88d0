import type { RateLimit, RateLimiter } from '../../lib/index.ts';

/** A limiter that answers what it is told to and keeps what it hears. */
export function scripted(...answers: (() => number | PromiseLike<number>)[]) {
  const updates: (RateLimit | null)[] = [];
  const holds: number[] = [];
  let asked = 0;
  const rateLimiter: RateLimiter = {
    reserve: () => (answers[asked++] ?? answers.at(-1) ?? (() => 0))(),
    update: (rateLimit) => {
      updates.push(rateLimit);
    },
    pause: (duration) => {
      holds.push(duration);
    },
  };
  return { rateLimiter, updates, holds, asked: () => asked };
}

export const granted = (): Promise<number> => Promise.resolve(0);
