import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { refusal } from '../helpers/refusal.ts';

/** A 429; the messages tell several of them apart. */
export function rateLimited(retryAt: Date | null, message = 'too fast'): RateLimitError {
  const errors = [{ code: 'rate_limit_exceeded', message, field: null }];
  return new RateLimitError(NO_REQUEST, { ...refusal(429), retryAt, errors });
}
