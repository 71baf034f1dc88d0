import { execSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the library of another commit.
 *
 * @param entry - its main file
 * @returns the file, in a folder of this package, where it finds rxjs
 */
export async function bundleCommit(commit: string, entry = 'lib/index.ts'): Promise<string> {
  const folder = fileURLToPath(new URL(`.build/${commit}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  execSync(`git archive "${commit}" lib tsconfig.json | tar -x -C "${folder}"`, { cwd });
  const outfile = `${folder}.mjs`;
  await build({
    bundle: true,
    format: 'esm',
    target: 'es2022',
    external: ['rxjs', 'cross-fetch'],
    entryPoints: [`${folder}/${entry}`],
    outfile,
  });
  return outfile;
}
