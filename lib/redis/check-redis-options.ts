import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { check, checkDelay, checkMethods, checkObject } from '../errors/check.ts';
import type { RedisRateLimiterOptions } from './redis-rate-limiter-options.ts';

const KEY = 'a text without braces, for example "my-app:my-workspace"';

/** @throws {@link InvalidOptionsError} for the first bad setting; it does not quote the key */
export function checkRedisOptions(options: RedisRateLimiterOptions): void {
  checkObject('options', options);
  const { evaluate, key, timeout = 1_000, fallback } = options;
  check(typeof evaluate === 'function', 'evaluate', evaluate, 'a function that runs a Lua script');
  if (typeof key !== 'string') throw new InvalidOptionsError('key', typeof key, KEY);
  if (key === '') throw new InvalidOptionsError('key', 'an empty text', KEY);
  if (/[{}]/.test(key)) throw new InvalidOptionsError('key', 'a text with braces', KEY);
  checkDelay('timeout', timeout, 1);
  checkMethods('fallback', fallback, 'reserve', 'update', 'pause');
}
