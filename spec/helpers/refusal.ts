import type { ErrorListDetails } from '../../lib/errors/error-list-error.ts';

/** The details of a refused response that tells its status, these codes and nothing else. */
export function refusal(status: number, ...codes: readonly string[]): ErrorListDetails {
  const errors = codes.map((code) => ({ code, message: null, field: null }));
  return { status, requestId: null, rateLimit: null, retryAt: null, errors };
}
