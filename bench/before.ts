import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the library of another commit, as it stands in this repository.
 *
 * @returns the file, in a folder of this package, where it finds rxjs
 */
export async function bundleCommit(commit: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
  const outfile = fileURLToPath(new URL('.build/before.mjs', import.meta.url));
  git('worktree', 'add', '--detach', folder, commit);
  try {
    const entryPoints = [join(folder, 'lib/index.ts')];
    await build({
      bundle: true,
      format: 'esm',
      target: 'es2022',
      platform: 'neutral',
      external: ['rxjs', 'cross-fetch'],
      entryPoints,
      outfile,
    });
  } finally {
    git('worktree', 'remove', '--force', folder);
  }
  return outfile;
}

function git(...words: readonly string[]): void {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  execFileSync('git', words, { cwd, stdio: 'pipe' });
}
