import type { ErrorContext } from './error-context.ts';
import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Calls a function that the user passed as an option.
 *
 * @param field - the name of the option
 * @param call - calls it
 * @param allowed - what the option may be, for the error
 * @param checkpoint - the position of the walk, for the error
 * @returns what it returns
 * @throws {@link InvalidOptionsError} when it throws; `cause` is the thrown value
 */
export function callUser<Value>(
  field: string,
  call: () => Value,
  allowed = 'one that does not throw',
  checkpoint: ErrorContext['checkpoint'] = null,
): Value {
  try {
    return call();
  } catch (cause) {
    throw new InvalidOptionsError(field, 'one that failed', allowed, { cause, checkpoint });
  }
}
