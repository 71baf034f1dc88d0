import type { AbortError } from './abort-error.ts';
import { BRAND } from './base-error.ts';
import type { DecodeError } from './decode-error.ts';
import type { ErrorListError } from './error-list-error.ts';
import type { ForbiddenError } from './forbidden-error.ts';
import type { HttpError } from './http-error.ts';
import type { IncompleteExportError } from './incomplete-export-error.ts';
import type { InvalidOptionsError } from './invalid-options-error.ts';
import type { ListOrderError } from './list-order-error.ts';
import type { NetworkError } from './network-error.ts';
import type { PaginationStalledError } from './pagination-stalled-error.ts';
import type { RateLimitError } from './rate-limit-error.ts';
import type { TimeoutError } from './timeout-error.ts';
import type { UnauthorizedError } from './unauthorized-error.ts';

/** Intercom's own refusals: everything that came with an `error.list`. */
export type ErrorListFailure = ErrorListError | UnauthorizedError | ForbiddenError | RateLimitError;

/** Every failure this library notifies. A closed union: `switch (error.kind)` is exhaustive. */
export type IntercomError =
  | ErrorListFailure
  | HttpError
  | NetworkError
  | TimeoutError
  | DecodeError
  | PaginationStalledError
  | ListOrderError
  | IncompleteExportError
  | InvalidOptionsError
  | AbortError;

/**
 * Whether a value is a failure of this library, also one of another copy of the package (where
 * `instanceof` would be false).
 */
export function isIntercomError(value: unknown): value is IntercomError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
