import { BaseError } from './base-error.ts';
import { NO_REQUEST } from './error-context.ts';

/** An option has a value it may not have. Notified on subscription, before any request. */
export class InvalidOptionsError extends BaseError {
  override readonly name: string = 'InvalidOptionsError';
  readonly kind = 'invalid-options';

  /** The option, for example `perPage` or `retry.count`. */
  readonly field: string;

  constructor(field: string, got: string, allowed: string, options?: ErrorOptions) {
    super(`Invalid option ${field}: got ${got}; it may be ${allowed}`, NO_REQUEST, options);
    this.field = field;
  }
}
