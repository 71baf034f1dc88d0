import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A path for a file, gone with everything beside it when the test is over. */
export function temporaryFile(test: TestContext, name = 'export.sqlite'): string {
  const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-export-'));
  test.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, name);
}
