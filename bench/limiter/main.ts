import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { createProgram } from '../../examples/terminal/program.ts';
import type { RateLimiter } from '../../lib/rate/rate-limiter.ts';
import { createRateLimiter } from '../../lib/rate/rate-limiter.ts';
import { play, type MakeLimiter, type Outcome, type Scene } from './model.ts';

const program = createProgram(
  'npm run limiter --prefix bench',
  'The limiter side by side with the limiter of another commit, in virtual time. Writes the table ' +
    'into docs/design.md.',
)
  .argument('[commit]', 'the last one before the limiter was rewritten', '69d046c')
  .parse();
const [commit] = program.processedArgs as [string];

const SEEDS = [1, 2, 3, 4];
const root = fileURLToPath(new URL('../..', import.meta.url));
const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();

/** The limiter of another commit. Its `hold` is the `pause` of today. */
async function limiterOf(version: string): Promise<MakeLimiter> {
  const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-'));
  const outfile = fileURLToPath(new URL('.before.mjs', import.meta.url));
  git('worktree', 'add', '--detach', folder, version);
  try {
    await build({
      entryPoints: [join(folder, 'lib/rate/rate-limiter.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      external: ['rxjs'],
    });
    type Before = Omit<RateLimiter, 'pause'> & { readonly hold: RateLimiter['pause'] };
    const module = (await import(outfile)) as {
      readonly createRateLimiter: (config: object) => Before | RateLimiter;
    };
    return (clock) => {
      const limiter = module.createRateLimiter({ scheduler: clock });
      if ('pause' in limiter) return limiter;
      return { reserve: limiter.reserve, update: limiter.update, pause: limiter.hold };
    };
  } finally {
    rmSync(outfile, { force: true });
    git('worktree', 'remove', '--force', folder);
  }
}

const make: MakeLimiter = (clock) => createRateLimiter({ scheduler: clock });

/** What a scene came to on average. */
function average(scene: Omit<Scene, 'seed'>, limiter: MakeLimiter, isOrdered: boolean): string {
  const outcomes = SEEDS.map((seed) => play({ ...scene, seed }, limiter, isOrdered));
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
  const used = Math.min(
    1,
    mean((outcome) => outcome.used),
  );
  const refused = mean((outcome) => outcome.refusedShare);
  return `${(100 * used).toFixed(0)} % · ${(100 * refused).toFixed(1)} %`;
}

const before = await limiterOf(commit);
const rows: string[] = [
  `| limit | in flight | answers | ${commit}, alone | now, alone | ${commit}, with another app | now, with another app |`,
  '| --- | --- | --- | --- | --- | --- | --- |',
];
for (const limit of [50, 166, 1_667]) {
  for (const streams of [16, 64, 256]) {
    for (const answer of [100, 500, 2_000, 6_000]) {
      const scene = {
        limit: () => limit,
        window: 10_000,
        windows: 20,
        streams,
        answer,
        tells: true,
      };
      const cells = [0, 0.3].flatMap((foreign) => [
        average({ ...scene, foreign }, before, false),
        average({ ...scene, foreign }, make, true),
      ]);
      rows.push(`| ${[limit, streams, `${answer / 1_000} s`, ...cells].join(' | ')} |`);
      process.stdout.write(`${rows.at(-1) ?? ''}\n`);
    }
  }
}

const others: readonly (readonly [string, Omit<Scene, 'seed'>])[] = [
  [
    'a limit that falls: 40, 10, 80, 25 and again',
    {
      limit: (window) => [40, 10, 80, 25][window % 4] ?? 25,
      window: 10_000,
      windows: 20,
      streams: 64,
      answer: 500,
      foreign: 0,
      tells: true,
    },
  ],
  [
    '300 streams at once, limit 150',
    {
      limit: () => 150,
      window: 10_000,
      windows: 20,
      streams: 300,
      answer: 500,
      foreign: 0,
      tells: true,
    },
  ],
  [
    '100 streams, a server that tells nothing, limit 166',
    {
      limit: () => 166,
      window: 10_000,
      windows: 20,
      streams: 100,
      answer: 500,
      foreign: 0,
      tells: false,
    },
  ],
];
const more = others.map(
  ([name, scene]) =>
    `| ${name} | ${average(scene, before, false)} | ${average(scene, make, true)} |`,
);
const table = [...rows, '', `| scene | ${commit} | now |`, '| --- | --- | --- |', ...more].join(
  '\n',
);
const file = join(root, 'docs/design.md');
const text = readFileSync(file, 'utf8').replace(
  /(<!-- limiter: begin -->)[^]*(<!-- limiter: end -->)/,
  (_, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`,
);
const config = await resolveConfig(file);
writeFileSync(file, await format(text, { ...config, filepath: file }));
