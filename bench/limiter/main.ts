import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { createProgram } from '../../examples/terminal/program.ts';
import type { RateLimiter } from '../../lib/rate/rate-limiter.ts';
import { createRateLimiter } from '../../lib/index.ts';
import { bundleCommit } from '../before.ts';
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

/** The limiter of another commit. Its `hold` is the `pause` of today. */
async function limiterOf(version: string): Promise<MakeLimiter> {
  type Before = Omit<RateLimiter, 'pause'> & { readonly hold: RateLimiter['pause'] };
  const module = (await import(await bundleCommit(version, 'lib/index.ts'))) as {
    readonly createRateLimiter: (config: object) => Before | RateLimiter;
  };
  return (clock) => {
    const limiter = module.createRateLimiter({ scheduler: clock });
    if ('pause' in limiter) return limiter;
    return { reserve: limiter.reserve, update: limiter.update, pause: limiter.hold };
  };
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
  `| limit | in flight | answers | before, alone | now, alone | before, with another app | now, with another app |`,
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
const table = [...rows, '', `| scene | before | now |`, '| --- | --- | --- |', ...more].join('\n');
const file = fileURLToPath(new URL('../../docs/design.md', import.meta.url));
const text = readFileSync(file, 'utf8').replace(
  /(<!-- limiter: begin -->)[^]*(<!-- limiter: end -->)/,
  (_, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`,
);
const config = await resolveConfig(file);
writeFileSync(file, await format(text, { ...config, filepath: file }));
