import { isIntercomError } from './intercom-error.ts';

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

/**
 * Whether the same idempotent request may succeed when asked again: network failures, timeouts,
 * unreadable bodies, an `error.list` under status 200, and the statuses above.
 */
export function isTransient(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  switch (error.kind) {
    case 'network':
    case 'timeout':
    case 'decode':
      return true;
    case 'rate-limit':
      return true;
    case 'error-list':
      return error.status === 200 || TRANSIENT_STATUSES.has(error.status);
    case 'http':
      return TRANSIENT_STATUSES.has(error.status);
    case 'unauthorized':
    case 'forbidden':
    case 'pagination-stalled':
    case 'invalid-options':
    case 'abort':
      return false;
  }
}
