import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * No complete response arrived: the connection was refused or reset, DNS failed, or the body was
 * cut off. `cause` is a copy of the error of `fetch`: names, messages, codes and stacks, without
 * the token.
 */
export class NetworkError extends BaseError {
  override readonly name: string = 'NetworkError';
  readonly kind = 'network';

  constructor(context: FailureContext, cause: Error) {
    super(`Request failed without a response (${chain(cause).join(': ')})`, context, { cause });
  }
}

/** The messages of an error and of its causes, because often only the last one names the reason. */
function chain({ message, cause }: Error): readonly string[] {
  return cause instanceof Error ? [message, ...chain(cause)] : [message];
}
