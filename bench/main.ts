import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chart } from './report/chart.ts';
import { results } from './report/results.ts';
import { toTerminal } from './report/table.ts';
import * as tables from './report/tables.ts';
import { startServer } from './runner/server.ts';
import { measure } from './works/measurements.ts';
import { FULL, QUICK } from './works/plan.ts';

/** Measures everything, prints it, and writes RESULTS.md and chart.svg; `--quick` only prints. */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const server = await startServer();
try {
  const measurements = await measure(server, values.quick ? QUICK : FULL);
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
  if (!values.quick) {
    const file = (name: string) => new URL(name, import.meta.url);
    const notes = await readFile(file('NOTES.md'), 'utf8');
    await writeFile(file('RESULTS.md'), await results(measurements, notes));
    await writeFile(file('chart.svg'), chart(measurements));
  }
} finally {
  server.stop();
}
