import type { RateLimiter } from '../rate/rate-limiter.ts';

/**
 * Runs a Lua script: `EVAL` of a client of Redis or Valkey.
 *
 * @param script - the same one at each call
 * @param keys - two keys in one hash slot
 * @param args - its arguments
 * @returns the reply of the script, an array of a number, and a text or a number
 */
export type Evaluate = (script: string, keys: string[], args: string[]) => PromiseLike<unknown>;

/** Settings of `createRedisRateLimiter`. */
export interface RedisRateLimiterOptions {
  /** Runs a script, with your client. */
  readonly evaluate: Evaluate;

  /**
   * Names the budget: limiters of the same key share it. The limit belongs to an app in a workspace,
   * so make it one key for both, for example `'my-app:my-workspace'`. It must not be the token, and has
   * no braces, because they choose the hash slot.
   */
  readonly key: string;

  /**
   * Milliseconds that one call of `evaluate` may take. A call that takes longer has failed.
   * @defaultValue `1_000`
   */
  readonly timeout?: number | undefined;

  /**
   * Takes the place of Redis for each request that Redis fails to answer. Other processes do not know
   * of it, so 429s are likely.
   * @defaultValue none: requests wait until Redis is back
   */
  readonly fallback?: RateLimiter | undefined;
}
