import { retryBounds, type RetryBounds, type RetryConfig } from '../rate/backoff.ts';
import { check, checkDelay, checkInteger, checkObject } from './check.ts';
import { refuseForeignRetry } from './foreign-options.ts';

/**
 * Checks the option `retry`, and fills in the defaults.
 *
 * @throws {@link InvalidOptionsError} for the first bad field
 */
export function resolveRetry(retry: RetryConfig | false): RetryBounds {
  if (retry === false) return retryBounds({ count: 0 });
  checkObject('retry', retry, 'an object or false');
  refuseForeignRetry(retry);
  const bounds = retryBounds(retry);
  checkInteger('retry.count', bounds.count, 0, Number.MAX_SAFE_INTEGER);
  checkDelay('retry.initialDelay', bounds.initialDelay);
  checkDelay('retry.maxDelay', bounds.maxDelay);
  checkDelay('retry.maxWait', bounds.maxWait);
  const { jitter } = bounds;
  check(
    typeof jitter === 'number' && jitter >= 0 && jitter <= 1,
    'retry.jitter',
    jitter,
    'a number from 0 to 1',
  );
  return bounds;
}
