import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * The list was not ordered by `updated_at`, newest first, so `catchUp` and `conversationUpdates$`
 * could miss conversations; or a search was not in the order of its `sort`. The page is not
 * delivered. With `requireOrder: false`, only a conversation without `updated_at` is an error;
 * otherwise the stream goes on, and `isOrdered` of the report is `false`.
 */
export class ListOrderError extends BaseError {
  override readonly name: string = 'ListOrderError';
  readonly kind = 'list-order';

  /** The first conversation that stands in the wrong place, or has no time to go by. */
  readonly conversationId: string;

  /** @param order - that was not kept */
  constructor(context: FailureContext, conversationId: string, order = 'updated_at') {
    const hint = ' (set requireOrder to false to go on without the promise that none is missed)';
    super(`List not ordered by ${order} (at conversation ${conversationId})`, context, { hint });
    this.conversationId = conversationId;
  }
}
