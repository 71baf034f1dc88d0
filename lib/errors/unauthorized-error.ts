import type { FailureContext } from './error-context.ts';
import { ErrorListError, type ErrorListDetails } from './error-list-error.ts';

/** Status 401: the token is missing, wrong, expired, or lacks a scope. It is not retried. */
export class UnauthorizedError extends ErrorListError<'unauthorized'> {
  override readonly name: string = 'UnauthorizedError';

  constructor(context: FailureContext, details: ErrorListDetails, hint?: string) {
    super(context, details, 'unauthorized', hint);
  }
}
