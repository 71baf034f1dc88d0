import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * The list was not ordered by `updated_at`, newest first, so `catchUp` and `conversationUpdates$`
 * could miss conversations. The page is not delivered. With `requireOrder: false`, only a
 * conversation without `updated_at` is an error; otherwise the stream goes on, and `isOrdered` of
 * the report is `false`.
 */
export class ListOrderError extends BaseError {
  override readonly name: string = 'ListOrderError';
  readonly kind = 'list-order';

  /** The first conversation that is newer than the one before it, or has no `updated_at`. */
  readonly conversationId: string;

  constructor(context: FailureContext, conversationId: string) {
    const hint = ' (set requireOrder to false to go on without the promise that none is missed)';
    super(`List not ordered by updated_at (at conversation ${conversationId})`, context, { hint });
    this.conversationId = conversationId;
  }
}
