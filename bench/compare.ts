import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { wholeNumber } from '../examples/terminal/numbers.ts';
import { createProgram } from '../examples/terminal/program.ts';
import { BUNDLE } from './bundles.ts';
import { rounds } from './runner/rounds.ts';
import { runClient } from './runner/run-client.ts';
import { startServer } from './runner/server.ts';
import { compare } from './runner/spread.ts';

const program = createProgram(
  'npm run compare --prefix bench',
  'CPU of a whole process in turns: a bare `fetch` loop, another commit, and this version.',
)
  .argument('[commit]', 'the other commit', 'HEAD~1')
  .argument('[rounds]', 'how often each runs', wholeNumber, 7)
  .parse();
const [commit, turns] = program.processedArgs as [string, number];
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();

/** Bundles the sources of a version into a file of this folder, which finds rxjs there. */
async function bundle(sources: string, name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`.build/${name}.mjs`, import.meta.url));
  await build({
    ...BUNDLE,
    platform: 'neutral',
    entryPoints: [join(sources, 'lib/index.ts')],
    outfile,
  });
  return outfile;
}

const before = git('rev-parse', '--short', commit);
git('worktree', 'add', '--detach', folder, before);
const server = await startServer();
try {
  const bundles = new Map([
    ['before', await bundle(folder, 'before')],
    ['now', await bundle(root, 'now')],
  ]);
  for (const perPage of [150, 20]) {
    const work = { count: 60_000, perPage, firstByte: 0, body: 0, every: 0, wait: 0 };
    const run = async (name: string): Promise<number> => {
      const file = bundles.get(name);
      const task = file === undefined ? work : { ...work, bundle: file };
      return (await runClient(server, file === undefined ? name : 'plain', task)).cpu;
    };
    const names = ['bare', 'before', 'now'];
    const results = await rounds(`CPU at ${perPage} a page`, names, turns, run);
    const ratio = (name: string): string =>
      compare(
        results.get(name) ?? [],
        results.get('bare') ?? [],
        (own, bare) => own / bare,
      ).median.toFixed(3);
    process.stdout.write(
      `CPU at ${perPage} a page, bare loop = 1: ${before} ${ratio('before')}, now ${ratio('now')}\n`,
    );
  }
} finally {
  server.stop();
  git('worktree', 'remove', '--force', folder);
}
