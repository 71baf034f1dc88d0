import { atPosition } from './at-position.ts';
import type { ErrorContext } from './error-context.ts';
import { isIntercomError } from './intercom-error.ts';

/** Adds the position of the walk to a failure, because a request does not know it. */
export function withPosition(error: unknown, checkpoint: ErrorContext['checkpoint']): unknown {
  if (!isIntercomError(error)) return error;
  return Object.assign(error, atPosition(error, checkpoint));
}
