import type { ErrorContext } from './error-context.ts';
import { ErrorListError, type ErrorListDetails } from './error-list-error.ts';

/**
 * Status 429: too many requests. Notified when the retries are used up, or at once when the wait
 * would be longer than `maxWait`; `retryAt` says when to come back.
 */
export class RateLimitError extends ErrorListError<'rate-limit'> {
  override readonly name: string = 'RateLimitError';

  constructor(context: ErrorContext, details: ErrorListDetails) {
    super(context, details, 'rate-limit');
  }

  /**
   * The rate limiter's own refusal, before any request: nothing is left until `retryAt`, and that
   * is further away than `maxWait`.
   */
  static held(context: ErrorContext, retryAt: Date): RateLimitError {
    const message = `nothing left before ${retryAt.toISOString()}, later than maxWait allows`;
    return new RateLimitError(context, {
      status: 429,
      requestId: null,
      rateLimit: null,
      retryAt,
      errors: [{ code: 'rate_limit_exceeded', message, field: null }],
    });
  }
}
