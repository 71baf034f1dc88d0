import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import { atPosition } from './at-position.ts';
import { isIntercomError } from './intercom-error.ts';

/** Adds the position of the walk to a failure, because a request does not know it. */
export function withPosition(
  error: unknown,
  checkpoint: Checkpoint | ExportCheckpoint | null,
): unknown {
  if (!isIntercomError(error)) return error;
  return Object.assign(error, atPosition(error, checkpoint));
}
