import type { Checkpoint } from '../types/checkpoint.ts';
import { isIntercomError } from './intercom-error.ts';

/** Tells a failure of a request where the walk stood, which the request could not know. */
export function withCheckpoint(error: unknown, checkpoint: Checkpoint | null): unknown {
  return isIntercomError(error) ? Object.assign(error, { checkpoint }) : error;
}
