import { isIntercomError } from './intercom-error.ts';
import type { ResponseError } from './response-error.ts';

/**
 * Whether the same request may succeed after this status: it came too early or too often, or the
 * server or a proxy in front of it failed. After 501, 505 and 511 it would fail again.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-server-error-5xx
 */
function isTransientStatus(status: number): boolean {
  if (status === 501 || status === 505 || status === 511) return false;
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status < 600);
}

/** The statuses of a page that was too large or too slow; 524 is the 504 of Cloudflare. */
const TOO_LARGE: ReadonlySet<number> = new Set([408, 413, 502, 504, 524]);

/** The timeouts of Node's own `fetch`: for the headers, and between two pieces of the body. */
const FETCH_TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Whether the server answered 429, with or without an `error.list`. */
export function isRateLimited(error: unknown): boolean {
  return isIntercomError(error) && 'status' in error && error.status === 429;
}

/** Whether the server answered 429, and did not say how long to wait. */
export function isUnadvised(error: unknown): boolean {
  return isRateLimited(error) && (error as ResponseError).retryAt === null;
}

/** Whether a failure shows that the page was too large for the server, or for a proxy between. */
export function isPageTooLarge(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  if ('status' in error) return TOO_LARGE.has(error.status);
  return error.kind === 'timeout' || (error.kind === 'network' && isFetchTimeout(error.cause));
}

/**
 * Whether a page that fails repeatedly may be too large, because servers and proxies also reset the
 * connection, cut the body off, or answer 500 or 503.
 */
export function mayBePageTooLarge(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  if ('status' in error) return error.status === 500 || error.status === 503;
  return (error.kind === 'network' || error.kind === 'decode') && isTransient(error);
}

/** @param cause - of a `NetworkError`, which is a copy without a circle */
function isFetchTimeout(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code } = cause as { readonly code?: unknown };
  return FETCH_TIMEOUTS.includes(String(code)) || isFetchTimeout(cause.cause);
}

/**
 * Whether the same idempotent request may succeed when it is repeated: after a network failure, a
 * timeout, an unreadable body, a status as above, or an `error.list` with status 200.
 */
export function isTransient(error: unknown): boolean {
  if (!isIntercomError(error)) return false;
  if (error.kind === 'error-list' && error.status === 200) return true;
  if ('status' in error) return isTransientStatus(error.status);
  if (error.kind === 'decode') return !error.isPermanent;
  return error.kind === 'network' || error.kind === 'timeout';
}
