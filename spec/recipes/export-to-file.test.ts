import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { createTestIntercom } from 'rx-intercom/testing';
import { lastValueFrom } from 'rxjs';
import { csv, exportToFile } from './.build/export-to-file.ts';
import { buildProgram } from './build-program.ts';

const CONVERSATIONS = 600;
const folder = mkdtempSync(path.join(tmpdir(), 'rx-intercom-'));
const ids = createTestIntercom({ conversations: CONVERSATIONS }).conversations.map(({ id }) => id);

let program: string;
before(async () => {
  program = await buildProgram();
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the program until it has printed so many pages, or to its end. */
async function run(file: string, format: string, pages = Infinity): Promise<number> {
  const child = spawn(process.execPath, [program, file, format, String(CONVERSATIONS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', () => {
    printed += 1;
    if (printed === pages) child.kill('SIGKILL');
  });
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(lines, 'close')]);
  equal(pages === Infinity ? code : signal, pages === Infinity ? 0 : 'SIGKILL');
  return printed;
}

describe('an export to a file', () => {
  it('should write each conversation once, killed twice and resumed', async () => {
    const file = path.join(folder, 'killed.ndjson');
    const killed = (await run(file, 'ndjson', 3)) + (await run(file, 'ndjson', 4));
    appendFileSync(file, '{"id":"half a li');
    const rest = await run(file, 'ndjson');

    const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
    const written = rows.map((row) => (JSON.parse(row) as { id: string }).id);
    deepEqual(written.toSorted(), ids.toSorted());
    equal(rest < CONVERSATIONS / 20 && killed >= 7, true, `${killed} pages, then ${rest}`);
    equal(existsSync(`${file}.checkpoint.json.new`), false);
  });

  it('should refuse a file that is shorter than its checkpoint says', async () => {
    const file = path.join(folder, 'short.csv');
    writeFileSync(`${file}.checkpoint.json`, JSON.stringify({ bytes: 1, checkpoint: null }));
    await rejects(
      lastValueFrom(exportToFile({ token: 'test-token' }, file, csv)),
      /is shorter than/,
    );
  });

  it('should write a table that spreadsheets read', async () => {
    const file = path.join(folder, 'titles.csv');
    const intercom = createTestIntercom({ conversations: 3 });
    intercom.update('1', { title: '=SUM(A1:A9)', updated_at: 1_767_225_600 });
    intercom.update('2', { title: 'He said "no",\nthen yes', updated_at: 1_767_225_601 });
    const options = { token: 'test-token', fetch: intercom.fetch };
    equal(await lastValueFrom(exportToFile(options, file, csv)), 3);

    const text = readFileSync(file, 'utf8');
    match(text, /^id,state,updated,title\n/);
    match(text, /^"1","\w+","2026-01-01T00:00:00.000Z","'=SUM\(A1:A9\)"$/m);
    match(text, /^"2","\w+","2026-01-01T00:00:01.000Z","He said ""no"",\nthen yes"$/m);
  });
});
