import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

interface DecodeErrorOptions {
  readonly isPermanent?: boolean;
}

/** The status was a success, but the body is empty, cut off, not JSON, or not a list. */
export class DecodeError extends BaseError {
  override readonly name: string = 'DecodeError';
  readonly kind = 'decode';

  /** Why the body could not be read, for example `the body is empty`. */
  readonly reason: string;

  /** Whether another attempt would fail in the same way, for example a body over `maxBodySize`. */
  readonly isPermanent: boolean;

  constructor(context: FailureContext, reason: string, options: DecodeErrorOptions = {}) {
    super(`Response could not be read (${reason})`, context);
    this.reason = reason;
    this.isPermanent = options.isPermanent ?? false;
  }
}
