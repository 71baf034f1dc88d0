import { rmSync } from 'node:fs';
import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { findProgram } from '../../examples/terminal/find-program.ts';
import { createProgram } from '../../examples/terminal/program.ts';
import { installApp } from './install-app.ts';
import { plan, type Row } from './plan.ts';
import { results } from './results.ts';
import { runRow } from './run-row.ts';
import { startServer, type Testing } from './server.ts';
import { isOk, toTerminal } from './table.ts';

const { only, package: wanted } = createProgram(
  'npm run test:runtimes',
  'Runs the conformance program on every runtime, prints how it went, and writes RESULTS.md.',
)
  .option('--only <runtime>', 'print the rows of one runtime, for example deno')
  .option('--package <package>', 'a tarball, or a version that npm knows (default: this checkout)')
  .parse()
  .opts<{ readonly only?: string; readonly package?: string }>();

const isWanted = ({ runtime }: Row): boolean =>
  only === undefined || runtime.toLowerCase().startsWith(only.toLowerCase());

// What would fail after minutes is found before.
const all = plan('');
const runtimes = new Set(all.filter(isWanted).map(({ runtime }) => runtime));
if (runtimes.size === 0) {
  const names = new Set(all.map(({ runtime }) => runtime));
  throw new Error(`There is no runtime ${only}: it is one of ${[...names].join(', ')}.`);
}
if (runtimes.has('Chromium')) process.env['CHROMIUM'] = findProgram('chromium', 'CHROMIUM');
const isStored = only === undefined && wanted === undefined;
const file = (name: string) => new URL(name, import.meta.url);
if (isStored) await access(file('RESULTS.md'), constants.W_OK);

const app = installApp(wanted);
process.once('exit', () => {
  rmSync(app, { recursive: true });
});
process.once('SIGINT', () => process.exit(130));
const kit = createRequire(join(app, 'package.json'))('rx-intercom/testing') as Testing;
const server = await startServer(kit, join(app, 'bundles'));
try {
  const rows = plan(server.origin).filter(isWanted);
  const outcomes = await lastValueFrom(
    from(rows).pipe(
      mergeMap((row) => runRow(row, app), 2),
      toArray(),
    ),
  );
  outcomes.sort((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row));
  process.stdout.write(toTerminal(outcomes));
  if (isStored) {
    const notes = await readFile(file('NOTES.md'), 'utf8');
    await writeFile(file('RESULTS.md'), await results(outcomes, notes));
  }
  process.exitCode = outcomes.every(isOk) ? 0 : 1;
} finally {
  await server.close();
}
