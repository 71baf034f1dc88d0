import type { Checkpoint, IntercomError } from '../../lib/index.ts';

/** A checkpoint as it comes back from where it was stored. */
export function stored<T>(checkpoint: T): NonNullable<T> {
  return JSON.parse(JSON.stringify(checkpoint)) as NonNullable<T>;
}

/** The checkpoint of a failure, after it was stored. */
export function checkpointOf(error: unknown): Checkpoint {
  return stored((error as IntercomError).checkpoint as Checkpoint | null);
}
