import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * One attempt took longer than `timeout`, the body included. The operator `timeout` of RxJS fails with
 * another class of the same name, which is no `IntercomError`.
 */
export class TimeoutError extends BaseError {
  override readonly name: string = 'TimeoutError';
  readonly kind = 'timeout';

  /** The `timeout` of the attempt, in milliseconds. */
  readonly timeout: number;

  constructor(context: FailureContext, timeout: number) {
    super(`Request timed out after ${timeout} ms`, context);
    this.timeout = timeout;
  }
}
