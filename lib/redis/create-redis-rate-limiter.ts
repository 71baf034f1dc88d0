import type { RateLimit } from '../rate/rate-limit.ts';
import type { RateLimiter } from '../rate/rate-limiter.ts';
import { boundedWait } from '../rate/refill-time.ts';
import { isTold } from '../rate/told-limit.ts';
import { BUDGET_SCRIPT } from './budget-script.ts';
import { checkRedisOptions } from './check-redis-options.ts';
import type { RedisRateLimiterOptions } from './redis-rate-limiter-options.ts';
import { within } from './within.ts';

/**
 * Makes a limiter whose budget is in Redis, for streams in several processes. It learns the limit from
 * the responses, and uses the time of Redis only. A request without an answer counts as in flight
 * for four times as long as answers take (2 to 60 seconds), so a process that was killed keeps nothing
 * back for longer.
 *
 * When Redis is away, `reserve` rejects, and the streams ask again until it is back; each failure is an
 * event of kind `limiter-failure`. When Redis has lost its data, at most 8 requests are in flight
 * before the first response, and if requests were in flight, the others wait for the next window.
 *
 * @example
 * ```ts
 * const rateLimiter = createRedisRateLimiter({
 *   evaluate: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
 *   key: 'my-app:my-workspace',
 * });
 * ```
 *
 * @throws `InvalidOptionsError` for the first bad setting, before any call
 * @see https://redis.io/docs/latest/commands/eval/
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RateLimiter {
  checkRedisOptions(options);
  const { evaluate, key, timeout = 1_000, fallback } = options;
  const keys = ['budget', 'tickets'].map((name) => `rx-intercom:{${key}}:${name}`);
  /** The tickets of the requests in flight; `null` for one that the fallback has granted. */
  const tickets: (string | null)[] = [];

  const call = async (...args: readonly (string | number)[]): Promise<readonly unknown[]> => {
    const reply = await evaluate(BUDGET_SCRIPT, [...keys], args.map(String));
    return Array.isArray(reply) ? (reply as unknown[]) : [];
  };
  const release = ([wait, ticket]: readonly unknown[]): void => {
    if (Number(wait) === 0) call('release', String(ticket)).catch(() => undefined);
  };
  const grant = (wait: number, ticket: string | null): number => {
    if (wait <= 0) tickets.push(ticket);
    return wait;
  };

  return {
    async reserve() {
      try {
        const [wait, ticket] = await within(timeout, call('reserve'), release);
        const isReply = Number(wait) > 0 || /^\d+(-\d+)?$/.test(String(ticket));
        return grant(isReply ? Number(wait) : NaN, String(ticket));
      } catch (error) {
        if (fallback === undefined) throw error;
        return grant(await fallback.reserve(), null);
      }
    },

    async update(rateLimit) {
      // Responses come about in the order of their requests.
      const ticket = tickets.shift();
      if (ticket === undefined) return;
      if (ticket === null) await fallback?.update(rateLimit);
      else await within(timeout, call(...told(ticket, rateLimit)));
    },

    async pause(duration) {
      await fallback?.pause(duration);
      await within(timeout, call('pause', boundedWait(duration)));
    },
  };
}

function told(ticket: string, rateLimit: RateLimit | null): readonly (string | number)[] {
  if (!isTold(rateLimit)) return ['lose', ticket];
  const { limit, remaining, reset, resetIn } = rateLimit;
  // A window that is absurdly long counts as one that told no length.
  const length = resetIn === null || boundedWait(resetIn) !== resetIn ? '' : resetIn;
  return ['update', ticket, limit ?? '', remaining, reset.getTime(), length];
}
