import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Calls a function that the user passed as an option.
 *
 * @param field - the name of the option
 * @param callback - may be left out
 * @param value - its argument
 * @param checkpoint - the position of the walk, for the error
 * @throws {@link InvalidOptionsError} when the function throws; `cause` is the thrown value
 */
export function callUser<Value>(
  field: string,
  callback: ((value: Value) => void) | undefined,
  value: Value,
  checkpoint: Checkpoint | ExportCheckpoint | null,
): void {
  try {
    callback?.(value);
  } catch (cause) {
    const allowed = 'a function that does not throw';
    throw new InvalidOptionsError(field, 'one that failed', allowed, { cause, checkpoint });
  }
}
