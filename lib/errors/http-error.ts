import type { FailureContext } from './error-context.ts';
import { ResponseError, type ResponseDetails } from './response-error.ts';

/**
 * The response was not a success, and its body is not an `error.list`: the HTML of a proxy, an
 * empty body, a redirect to another origin.
 */
export class HttpError extends ResponseError {
  override readonly name: string = 'HttpError';
  readonly kind = 'http';

  /** The beginning of the body, in one line of at most 200 characters; `''` for an empty body. */
  readonly excerpt: string;

  constructor(
    context: FailureContext,
    details: ResponseDetails,
    excerpt: string,
    reason?: string,
    hint?: string,
  ) {
    super(reason ?? (excerpt || 'empty body'), context, details, hint);
    this.excerpt = excerpt;
  }
}
