/**
 * One budget for many processes, in Redis or Valkey.
 *
 * @packageDocumentation
 */
export { InvalidOptionsError } from '../errors/invalid-options-error.ts';
export type { RateLimit } from '../rate/rate-limit.ts';
export type { RateLimiter } from '../rate/rate-limiter.ts';
export { createRedisRateLimiter } from './create-redis-rate-limiter.ts';
export type { Evaluate, RedisRateLimiterOptions } from './redis-rate-limiter-options.ts';
