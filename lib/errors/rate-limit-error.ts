import type { FailureContext } from './error-context.ts';
import { ErrorListError, type ErrorListDetails } from './error-list-error.ts';

/**
 * Status 429: too many requests. The stream fails with it when the retries are used up, or at once
 * when the wait would be longer than `maxWait`. `retryAt` says when to try again.
 */
export class RateLimitError extends ErrorListError<'rate-limit'> {
  override readonly name: string = 'RateLimitError';

  constructor(context: FailureContext, details: ErrorListDetails, hint?: string) {
    super(context, details, 'rate-limit', hint);
  }
}
