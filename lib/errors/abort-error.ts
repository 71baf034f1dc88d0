import { BaseError } from './base-error.ts';
import { NO_REQUEST, type FailureContext } from './error-context.ts';

/** The caller's `signal` was aborted; `cause` is the signal's reason. */
export class AbortError extends BaseError {
  override readonly name: string = 'AbortError';
  readonly kind = 'abort';

  constructor(reason: unknown, context: FailureContext = NO_REQUEST) {
    super('Aborted by the signal', context, { cause: reason });
  }
}
