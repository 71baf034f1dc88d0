import type { Checkpoint } from '../types/checkpoint.ts';
import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Calls a function of the user's.
 *
 * @param field - the option it is
 * @param checkpoint - where the walk stands
 * @throws {@link InvalidOptionsError} when it fails
 */
export function callBack<Value>(
  field: string,
  callback: ((value: Value) => void) | undefined,
  value: Value,
  checkpoint: Checkpoint,
): void {
  try {
    callback?.(value);
  } catch (cause) {
    const allowed = 'a function that does not throw';
    throw new InvalidOptionsError(field, 'one that failed', allowed, { cause, checkpoint });
  }
}
