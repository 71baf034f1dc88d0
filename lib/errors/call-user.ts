import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import { InvalidOptionsError } from './invalid-options-error.ts';

/**
 * Calls a function that the user passed as an option.
 *
 * @param field - the option's name
 * @param checkpoint - where the walk stands
 * @throws {@link InvalidOptionsError} when it throws
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
