import type { FailureContext } from './error-context.ts';
import { ResponseError, type ResponseDetails } from './response-error.ts';

/**
 * A response that is no success and has no `error.list`: a proxy's HTML, an empty body, a redirect
 * to another origin.
 */
export class HttpError extends ResponseError {
  override readonly name: string = 'HttpError';
  readonly kind = 'http';

  /** The first 200 characters of the body, white space folded; `''` for an empty one. */
  readonly excerpt: string;

  constructor(
    context: FailureContext,
    details: ResponseDetails,
    excerpt: string,
    reason?: string,
    hint?: string,
  ) {
    super(reason ?? (excerpt === '' ? 'empty body' : excerpt), context, details, hint);
    this.excerpt = excerpt;
  }
}
