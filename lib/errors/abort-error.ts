import { BaseError } from './base-error.ts';
import { NO_REQUEST, type FailureContext } from './error-context.ts';

/** The `signal` of the options was aborted; `cause` is the reason of the signal. */
export class AbortError extends BaseError {
  override readonly name: string = 'AbortError';
  readonly kind = 'abort';

  constructor(reason: unknown, context: FailureContext = NO_REQUEST) {
    super('Aborted by the signal', context, { cause: reason });
  }
}
