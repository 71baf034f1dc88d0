import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * The list does not end: a page named a cursor that the pass had already used, or a long run of
 * pages brought nothing new. Going on would never end, and stopping would pass for the end of the
 * list. The page itself is not delivered.
 */
export class PaginationStalledError extends BaseError {
  override readonly name: string = 'PaginationStalledError';
  readonly kind = 'pagination-stalled';

  /** The cursor that came a second time, or that follows a long run of pages without news. */
  readonly cursor: string;

  constructor(context: FailureContext, cursor: string, reason = 'came back') {
    super(`Pagination stalled (cursor ${JSON.stringify(cursor)} ${reason})`, context);
    this.cursor = cursor;
  }
}
