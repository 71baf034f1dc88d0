import type { Checkpoint } from '../types/checkpoint.ts';
import { isIntercomError } from './intercom-error.ts';

/** Adds the position of the walk to a failure, because a request does not know it. */
export function withPosition(error: unknown, checkpoint: Checkpoint | null): unknown {
  if (!isIntercomError(error)) return error;
  return Object.assign(error, { checkpoint, startingAfter: checkpoint?.cursor ?? undefined });
}
