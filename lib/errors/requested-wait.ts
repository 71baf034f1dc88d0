import { isIntercomError } from './intercom-error.ts';

/**
 * The wait that the server asked for.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds; 0 or less when the server named no time, or the time has passed
 */
export function requestedWait(error: unknown, now: number): number {
  const retryAt = isIntercomError(error) && 'retryAt' in error ? error.retryAt : null;
  return retryAt === null ? 0 : retryAt.getTime() - now;
}
