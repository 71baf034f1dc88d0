import { isIntercomError } from './intercom-error.ts';
import type { ResponseError } from './response-error.ts';

/**
 * Statuses worth asking again.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether the server asked for patience: status 429, with or without an `error.list`. */
export function isRateLimited(error: unknown): boolean {
  return isIntercomError(error) && 'status' in error && error.status === 429;
}

/** Whether the server asked for patience, but not for how much of it. */
export function isUnadvised(error: unknown): boolean {
  return isRateLimited(error) && (error as ResponseError).retryAt === null;
}

/**
 * Whether a page may have been too much for the server: large pages of real workspaces fail so,
 * where small ones do not.
 */
export function isPageTooLarge(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  return 'status' in error
    ? error.status === 502 || error.status === 504
    : error.kind === 'timeout';
}

/**
 * Whether the same idempotent request may succeed when asked again: network failures, timeouts,
 * unreadable bodies, the statuses above, and an `error.list` under status 200.
 */
export function isTransient(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  if (error.kind === 'error-list' && error.status === 200) return true;
  return 'status' in error
    ? TRANSIENT_STATUSES.has(error.status)
    : error.kind === 'network' || error.kind === 'timeout' || error.kind === 'decode';
}
