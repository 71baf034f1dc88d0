import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * A page named a next cursor that the pass had already used. Following it would never end, and
 * stopping would pass for the end of the list. The page itself is not delivered.
 */
export class PaginationStalledError extends BaseError {
  override readonly name: string = 'PaginationStalledError';
  readonly kind = 'pagination-stalled';

  /** The cursor that came back. */
  readonly cursor: string;

  constructor(context: FailureContext, cursor: string) {
    super(`Pagination stalled (cursor ${JSON.stringify(cursor)} came back)`, context);
    this.cursor = cursor;
  }
}
