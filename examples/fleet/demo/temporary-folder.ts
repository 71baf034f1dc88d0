import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes with the program, if not before. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

export function createTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'rx-intercom-fleet-'));
  const remove = (): void => {
    process.removeListener('exit', remove);
    // A server that is just ending may still write.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', remove);
  return { path, remove };
}
