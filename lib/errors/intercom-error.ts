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

/** The refusals by Intercom itself: all failures with an `error.list`. */
export type ErrorListFailure = ErrorListError | UnauthorizedError | ForbiddenError | RateLimitError;

/**
 * All failures of this library. The union is closed, so the compiler checks that a
 * `switch (error.kind)` is complete.
 */
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
 * Whether a value is a failure of this library. Failures of another copy of the package count too;
 * `instanceof` of one class, such as `TimeoutError`, would be false for them.
 */
export function isIntercomError(value: unknown): value is IntercomError {
  try {
    return typeof value === 'object' && value !== null && BRAND in value;
  } catch {
    // A proxy may refuse to be looked at.
    return false;
  }
}

/**
 * For `error instanceof IntercomError`: true for all failures of this library, also those of another
 * copy of the package. It makes no errors.
 */
export const IntercomError: (abstract new (...args: never[]) => IntercomError) & {
  /** As {@link isIntercomError}. */
  [Symbol.hasInstance](value: unknown): value is IntercomError;
} = /* @__PURE__ */ Object.defineProperty(
  function IntercomError() {
    throw new TypeError('IntercomError names all failures: use it with instanceof');
  },
  Symbol.hasInstance,
  { value: isIntercomError },
) as never;
