import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { createProgram } from '../examples/terminal/program.ts';
import { chart } from './report/chart.ts';
import { results } from './report/results.ts';
import { toTerminal } from './report/table.ts';
import * as tables from './report/tables.ts';
import { startServer } from './runner/server.ts';
import { measure } from './works/measurements.ts';
import { FULL, QUICK } from './works/plan.ts';

const { quick } = createProgram(
  'npm run bench',
  'Measures everything, prints it, and writes RESULTS.md and chart.svg.',
)
  .option('--quick', 'measure little, and write nothing', false)
  .parse()
  .opts<{ readonly quick: boolean }>();

const file = (name: string) => new URL(name, import.meta.url);
// Measuring takes long, so what cannot be written is found before.
if (!quick)
  for (const name of ['RESULTS.md', 'chart.svg']) await access(file(name), constants.W_OK);
const server = await startServer();
try {
  const measurements = await measure(server, quick ? QUICK : FULL);
  const shown = [
    tables.fullSpeedTable,
    tables.firstPageTable,
    tables.slowWireTable,
    tables.everythingTable,
    tables.slowConsumerTable,
    tables.liveHeapTable,
    tables.importsTable,
    tables.bundlesTable,
    tables.targetsTable,
  ];
  for (const table of shown) process.stdout.write(`${toTerminal(table(measurements))}\n\n`);
  if (!quick) {
    const notes = await readFile(file('NOTES.md'), 'utf8');
    await writeFile(file('RESULTS.md'), await results(measurements, notes));
    await writeFile(file('chart.svg'), chart(measurements));
  }
} finally {
  server.stop();
}
