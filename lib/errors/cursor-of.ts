import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';

/** The cursor of a checkpoint; the one of an export has none. */
export function cursorOf(checkpoint: Checkpoint | ExportCheckpoint | null): string | undefined {
  if (checkpoint === null || !('cursor' in checkpoint)) return undefined;
  return checkpoint.cursor ?? undefined;
}
