import { isIntercomError } from './intercom-error.ts';

/**
 * How long the server wants to be left alone.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds; 0 or less when it did not say, or the time is over
 */
export function requestedWait(error: unknown, now: number): number {
  const retryAt = isIntercomError(error) && 'retryAt' in error ? error.retryAt : null;
  return retryAt === null ? 0 : retryAt.getTime() - now;
}
