import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * The list did not come last updated first, so `catchUp` and `conversationUpdates$` could miss
 * conversations. The page is not delivered. With `requireOrder: false` the stream goes on, and its
 * report says so.
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
