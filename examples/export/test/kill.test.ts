import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestIntercom } from 'rx-intercom/testing';
import { serveIntercom } from '../../local-intercom.ts';
import { createBusyWorkspace, type BusyOptions } from './busy-workspace.ts';
import { drawHistogram } from './histogram.ts';
import { killRepeatedly } from './kill-repeatedly.ts';
import { createRandom } from './random.ts';
import { readExport } from './read-export.ts';
import { startExporter } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

interface Scene extends BusyOptions {
  readonly times: number;
  readonly requests: number;
  readonly file: string;
  readonly args: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    ...{ times: 20, requests: 10 },
    file: 'export.sqlite',
    args: ['--per-page', '75'],
    ...{ conversations: 3_000, limit: 40, faultEvery: 11 },
  },
  {
    ...{ times: 6, requests: 16 },
    file: 'export.ndjson',
    args: ['--format', 'ndjson', '--per-page', '50'],
    ...{ conversations: 750, limit: 40, faultEvery: 11 },
  },
  {
    ...{ times: 5, requests: 60 },
    file: 'parts.sqlite',
    args: ['--parts', '4', '--per-page', '10'],
    ...{ conversations: 90, limit: 1_000, faultEvery: 37 },
  },
];

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

for (const { times, requests, file: name, args, ...busy } of SCENES) {
  const what = `${args.join(' ')} (SEED=${seed})`;
  void test(`should survive ${times} kills: ${what}`, { timeout: 120_000 }, async (t) => {
    const random = createRandom(seed);
    const workspace = createBusyWorkspace(busy, random);
    const { intercom, changed } = workspace;
    const server = await serveIntercom(intercom);
    t.after(() => server.close());
    const file = temporaryFile(t, name);
    const everyTime = ['--output', file, '--base-url', server.url, '--look-back', '1'];
    const start = () => startExporter(...everyTime, ...args);

    const kills = await killRepeatedly(workspace, start, file, { times, requests, random });
    workspace.rest();
    const { code, output } = await start().exit;
    assert.equal(code, 0, output);
    assert.match(output, /lost +│ +0 │/);

    const total = intercom.conversations.length;
    const rowsAtKills = kills.map(({ rows }) => rows);
    console.log(output);
    console.log(`rows in the file at the ${times} kills, of ${total}:`);
    console.log(drawHistogram(rowsAtKills, total, 8));
    const late = kills.filter(({ phase }) => phase === 'changes').length;
    console.log(`kills while catching up: ${late}; ${intercom.requests.length} requests`);

    const { rows } = readExport(file);
    const expected = await Promise.all(
      [...intercom.conversations]
        .sort((a, b) => Number(a.id) - Number(b.id))
        .map((one) => (args.includes('--parts') ? retrieve(intercom, one.id) : one)),
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
    assert.deepEqual(
      rows.map(({ conversation }) => conversation),
      expected,
    );
    const rewritten = rows.filter(({ id, writes }) => writes > (changed.has(id) ? 2 : 1));
    assert.deepEqual(rewritten, [], 'a row was written that had not changed');

    const midway = new Set(rowsAtKills.filter((count) => count > 0 && count < total));
    assert.ok(midway.size >= times / 4, 'the kills should hit different stages');
  });
}

/** Past the library: a conversation with its messages. */
async function retrieve(intercom: TestIntercom, id: string): Promise<{ readonly id: string }> {
  const headers = { authorization: 'Bearer test-token' };
  const url = `https://workspace.example/conversations/${id}`;
  const response = await intercom.fetch(url, { headers });
  return (await response.json()) as { readonly id: string };
}
