import { isIntercomError } from './intercom-error.ts';
import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Reads an option that may be a proxy or have getters.
 *
 * @param field - the name of the option
 * @param read - looks at it
 * @param allowed - what the option may be, for the error
 * @returns what `read` returns
 * @throws {@link InvalidOptionsError} when the option cannot be looked at; `cause` is what it threw
 */
export function readOption<Value>(field: string, read: () => Value, allowed: string): Value {
  try {
    return read();
  } catch (cause) {
    if (isIntercomError(cause)) throw cause;
    throw new InvalidOptionsError(field, 'one that failed', allowed, { cause });
  }
}

/** {@link readOption} for the options of a function: a getter may fail each time it is read. */
export function readOptions<Value>(read: () => Value): Value {
  return readOption('options', read, 'an object');
}
