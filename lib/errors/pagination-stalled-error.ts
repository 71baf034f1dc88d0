import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * The list does not come to an end: a page named a cursor that this walk has already been at, or a
 * long run of pages brought nothing new. Going on would never end, and stopping would look like the
 * end of the list. The page itself is not delivered.
 */
export class PaginationStalledError extends BaseError {
  override readonly name: string = 'PaginationStalledError';
  readonly kind = 'pagination-stalled';

  /** The cursor that came back, or that leads on to nothing new. */
  readonly cursor: string;

  constructor(context: FailureContext, cursor: string, reason = 'came back') {
    super(`Pagination stalled (cursor ${JSON.stringify(cursor)} ${reason})`, context);
    this.cursor = cursor;
  }
}
