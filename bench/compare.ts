import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createProgram } from '../examples/terminal/program.ts';
import { wholeNumber } from '../examples/terminal/numbers.ts';
import { FIRST_ID } from './server/first-id.mjs';
import { rounds } from './runner/rounds.ts';
import { runNode } from './runner/run-node.ts';
import type { Sample } from './runner/sample.ts';
import { startServer } from './runner/server.ts';
import { compare } from './runner/spread.ts';
import { fullSpeed } from './runner/work.ts';

const program = createProgram(
  'npm run compare --prefix bench',
  'CPU of a whole process, side by side in one run: a bare `fetch` loop, this version, and the ' +
    'version of another commit.',
)
  .argument('[commit]', 'the other version', 'HEAD~1')
  .argument('[rounds]', 'how often each is measured', wholeNumber, 7)
  .parse();

const COUNT = 60_000;
const [commit, turns] = program.processedArgs as [string, number];
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();

/** Bundles the sources of a version into the benchmark, whose rxjs it finds there. */
async function bundle(sources: string, name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`.${name}.mjs`, import.meta.url));
  await build({
    entryPoints: [join(sources, 'lib/index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: ['rxjs', 'cross-fetch'],
  });
  return outfile;
}

const before = git('rev-parse', '--short', commit);
git('worktree', 'add', '--detach', folder, before);
const server = await startServer();
const bundles = new Map<string, string>();
try {
  bundles.set('before', await bundle(folder, 'before'));
  bundles.set('now', await bundle(root, 'now'));
  for (const perPage of [150, 20]) {
    const work = fullSpeed(COUNT);
    const results = await rounds(
      `CPU at ${perPage} a page`,
      ['bare', 'before', 'now'],
      turns,
      async (name) => {
        const file = bundles.get(name);
        const client = file === undefined ? name : 'bundle';
        const baseUrl = server.baseUrl(work);
        const task = { ...work, client, bundle: file, baseUrl, perPage, firstId: FIRST_ID };
        const sample = await runNode('clients/run.mjs', JSON.stringify(task));
        return (sample as Sample).cpu;
      },
    );
    const ratio = (name: 'before' | 'now'): string =>
      compare(results.get(name) ?? [], results.get('bare') ?? [], (a, b) => a / b).median.toFixed(
        3,
      );
    process.stdout.write(
      `CPU at ${perPage} a page, bare loop = 1: ${before} ${ratio('before')}, now ${ratio('now')}\n`,
    );
  }
} finally {
  server.stop();
  for (const file of bundles.values()) rmSync(file);
  git('worktree', 'remove', '--force', folder);
}
