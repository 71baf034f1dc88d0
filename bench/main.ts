import { access, constants, writeFile } from 'node:fs/promises';
import CliTable from 'cli-table3';
import { createProgram } from '../examples/terminal/program.ts';
import { bundleCommit } from './before.ts';
import { bundleLine } from './bundles.ts';
import { chart } from './report/chart.ts';
import { beforeLines, report, table, targetLines, type Results } from './report/results.ts';
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
if (chosen.length === 0) {
  throw new Error(
    `No scene has ${name} in its name: ${all.map((scene) => scene.name).join(', ')}.`,
  );
}

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
  else print(results);
  if (isWritten) {
    const lines = [...beforeLines(results, before ?? ''), bundleLine()];
    await writeFile(file('RESULTS.md'), await report(chosen, results, lines));
    await writeFile(file('chart.svg'), chart(chosen, results));
  }
} finally {
  server.stop();
}

async function measure({ name: title, clients, work, measure: value, ...scene }: Scene) {
  const run = (client: string) =>
    (client === 'before'
      ? runClient(server, 'plain', { ...work, bundle })
      : runClient(server, client, work)
    ).then(value);
  return rounds(title, clients, scene.rounds, run, scene.atOnce);
}

/** A client a column, because a terminal is narrow. */
function print(results: Results): void {
  const [head = [], ...rows] = table(chosen, results);
  for (const [column, title] of head.entries()) {
    if (column === 0) continue;
    const shown = rows.filter((row) => row[column] !== '');
    const cells = new CliTable({
      head: [title, ''],
      colAligns: ['left', 'right'],
      style: { head: [], border: [], compact: true },
    });
    cells.push(...shown.map((row) => [row[0] ?? '', row[column] ?? '']));
    process.stdout.write(`${cells.toString()}\n`);
  }
  const lines = name === undefined ? targetLines(results) : [];
  process.stdout.write([...lines, ...beforeLines(results, before ?? ''), ''].join('\n'));
}
