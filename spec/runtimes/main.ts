import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { installApp } from './install-app.ts';
import { plan } from './plan.ts';
import { results } from './results.ts';
import { runRow } from './run-row.ts';
import { startServer, type Testing } from './server.ts';
import { isOk, toTerminal } from './table.ts';

/**
 * Runs the conformance program on every runtime, prints how it went, and writes RESULTS.md.
 * `--only deno` prints the rows of one runtime; `--package x.tgz` takes another package than this
 * checkout's: a tarball, or a version that npm knows.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, package: { type: 'string' } },
});
const { only, package: wanted } = values;

const app = installApp(wanted);
process.once('exit', () => {
  rmSync(app, { recursive: true });
});
process.once('SIGINT', () => process.exit(130));
const kit = createRequire(join(app, 'package.json'))('rx-intercom/testing') as Testing;
const server = await startServer(kit, join(app, 'bundles'));
try {
  const rows = plan(server.origin).filter(
    ({ runtime }) => only === undefined || runtime.toLowerCase().startsWith(only.toLowerCase()),
  );
  const outcomes = await lastValueFrom(
    from(rows).pipe(
      mergeMap((row) => runRow(row, app), 2),
      toArray(),
    ),
  );
  outcomes.sort((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row));
  process.stdout.write(toTerminal(outcomes));
  if (only === undefined && wanted === undefined) {
    const file = (name: string) => new URL(name, import.meta.url);
    const notes = await readFile(file('NOTES.md'), 'utf8');
    await writeFile(file('RESULTS.md'), await results(outcomes, notes));
  }
  process.exitCode = outcomes.every(isOk) ? 0 : 1;
} finally {
  await server.close();
}
