import { check, checkCount, checkDelay } from '../errors/check.ts';
import { refuseForeignRetry } from '../errors/foreign-options.ts';
import { LONGEST_DELAY, retryBounds, type RetryBounds, type RetryConfig } from '../rate/backoff.ts';

/**
 * Checks how often and when to retry, and fills in the defaults.
 *
 * @param prefix - of the fields, for the error
 * @throws {@link InvalidOptionsError} for the first bad field
 */
export function resolveRetry(retry: RetryConfig, prefix = ''): RetryBounds {
  refuseForeignRetry(retry, prefix);
  const bounds = retryBounds(retry);
  const { count, initialDelay, maxDelay, maxWait, jitter } = bounds;
  checkCount(`${prefix}count`, count, 0);
  checkDelay(`${prefix}initialDelay`, initialDelay);
  checkDelay(`${prefix}maxDelay`, maxDelay);
  checkDelay(`${prefix}maxWait`, maxWait, 0, ', or Infinity');
  const isShare = typeof jitter === 'number' && jitter >= 0 && jitter <= 1;
  check(isShare, `${prefix}jitter`, jitter, 'a number from 0 to 1');
  return { ...bounds, maxWait: Math.min(maxWait, LONGEST_DELAY) };
}
