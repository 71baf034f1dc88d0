import type { FailureContext } from './error-context.ts';
import { ErrorListError, type ErrorListDetails } from './error-list-error.ts';

/** Status 403: the plan or the permissions do not allow the request. It is not retried. */
export class ForbiddenError extends ErrorListError<'forbidden'> {
  override readonly name: string = 'ForbiddenError';

  constructor(context: FailureContext, details: ErrorListDetails, hint?: string) {
    super(context, details, 'forbidden', hint);
  }
}
