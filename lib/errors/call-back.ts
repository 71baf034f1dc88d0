import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Calls a function of the user's.
 *
 * @param field - the option it is
 * @throws {@link InvalidOptionsError} when it fails
 */
export function callBack<Value>(
  field: string,
  callback: ((value: Value) => void) | undefined,
  value: Value,
): void {
  try {
    callback?.(value);
  } catch (cause) {
    const allowed = 'a function that does not throw';
    throw new InvalidOptionsError(field, 'one that failed', allowed, { cause });
  }
}
