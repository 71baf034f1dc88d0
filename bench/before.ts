import { execSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the library of another commit.
 *
 * @param entry - its main file
 * @returns the file, in a folder of this package, where it finds rxjs
 */
export async function bundleCommit(commit: string, entry = 'lib/index.ts'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
  const outfile = fileURLToPath(new URL('.build/before.mjs', import.meta.url));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  try {
    execSync(`git archive "${commit}" lib tsconfig.json | tar -x -C "${folder}"`, { cwd });
    await build({
      bundle: true,
      format: 'esm',
      target: 'es2022',
      external: ['rxjs', 'cross-fetch'],
      entryPoints: [join(folder, entry)],
      outfile,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return outfile;
}
