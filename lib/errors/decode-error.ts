import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/** A successful status, but not the body it promises: empty, cut off, not JSON, not a list. */
export class DecodeError extends BaseError {
  override readonly name: string = 'DecodeError';
  readonly kind = 'decode';

  /** What was wrong, for example `the body is empty`. */
  readonly reason: string;

  constructor(context: FailureContext, reason: string) {
    super(`Response could not be read (${reason})`, context);
    this.reason = reason;
  }
}
