import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

interface DecodeErrorOptions {
  readonly isPermanent?: boolean;
}

/** A successful status, but not the body it promises: empty, cut off, not JSON, not a list. */
export class DecodeError extends BaseError {
  override readonly name: string = 'DecodeError';
  readonly kind = 'decode';

  /** What was wrong, for example `the body is empty`. */
  readonly reason: string;

  /** Whether another attempt would meet the same, as with a body longer than `maxBodySize`. */
  readonly isPermanent: boolean;

  constructor(context: FailureContext, reason: string, options: DecodeErrorOptions = {}) {
    super(`Response could not be read (${reason})`, context);
    this.reason = reason;
    this.isPermanent = options.isPermanent ?? false;
  }
}
