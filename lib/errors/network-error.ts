import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/**
 * No complete response arrived: refused or reset connection, DNS, a body cut off. `cause` is a
 * copy of what `fetch` reported: its names, messages, codes and stacks, without the token.
 */
export class NetworkError extends BaseError {
  override readonly name: string = 'NetworkError';
  readonly kind = 'network';

  constructor(context: FailureContext, cause: Error) {
    super(`Request failed without a response (${chain(cause).join(': ')})`, context, { cause });
  }
}

/** The messages of an error and its causes: what happened is often said by the last. */
function chain({ message, cause }: Error): readonly string[] {
  return cause instanceof Error ? [message, ...chain(cause)] : [message];
}
