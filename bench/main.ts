import { access, constants, writeFile } from 'node:fs/promises';
import { createProgram } from '../examples/terminal/program.ts';
import { bundleCommit } from './before.ts';
import { chart } from './report/chart.ts';
import { report } from './report/results.ts';
import { rounds } from './runner/rounds.ts';
import { runClient } from './runner/run-client.ts';
import { startServer } from './runner/server.ts';
import { scenes, type Scene } from './scenes.ts';

const {
  quick,
  scene: name,
  before,
} = createProgram(
  'npm run bench',
  'Compares rx-intercom with alternatives; writes RESULTS.md and chart.svg.',
)
  .option('--quick', 'a fiftieth of the work, to see that everything runs; writes nothing')
  .option('--scene <name>', 'one scene, by a part of its name; writes nothing')
  .option('--before <commit>', 'measures the CPU of another commit, too')
  .parse()
  .opts<{ quick?: true; scene?: string; before?: string }>();
const all = scenes(quick ? 0.02 : 1, before);
const chosen = all.filter((scene) => scene.name.includes(name ?? ''));
if (chosen.length === 0)
  throw new Error(`No scene is named so: ${all.map((scene) => scene.name).join(', ')}.`);

const isWritten = quick === undefined && name === undefined;
const file = (path: string) => new URL(path, import.meta.url);
// Measuring takes long, so what cannot be written is found before.
if (isWritten) await access(file('RESULTS.md'), constants.W_OK);

const bundle = before === undefined ? undefined : await bundleCommit(before);
const server = await startServer();
try {
  const results = new Map<string, ReadonlyMap<string, readonly number[]>>();
  for (const scene of chosen) results.set(scene.name, await measure(scene));
  if (quick) process.stdout.write('Every client read every conversation, once.\n');
  else {
    const text = await report(chosen, results, before);
    process.stdout.write(text);
    if (isWritten) {
      await writeFile(file('RESULTS.md'), text);
      await writeFile(file('chart.svg'), chart(chosen, results));
    }
  }
} finally {
  server.stop();
}

async function measure({ name: title, clients, work, measure: value, ...scene }: Scene) {
  const run = (client: string) =>
    runClient(server, client, { ...work, before: bundle }).then(value);
  return rounds(title, clients, scene.rounds, run, scene.atOnce);
}
