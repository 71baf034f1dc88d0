import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { serveIntercom } from '../../local-intercom.ts';
import { openDatabase } from '../database.ts';
import { createBusyWorkspace } from './busy-workspace.ts';
import { drawHistogram } from './histogram.ts';
import { nextWrite } from './next-write.ts';
import { createRandom } from './random.ts';
import { readRows } from './read-rows.ts';
import { startExporter } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

const KILLS = 20;
const CONVERSATIONS = 5_250;
const PER_PAGE = 150;
/** A run is killed after one of its first requests: */
const REQUESTS = 5;
/** up to so many milliseconds later, or every other time as soon as the database is written to. */
const DELAY = 60;

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

void test(`should survive ${KILLS} kills (SEED=${seed})`, { timeout: 120_000 }, async (t) => {
  const random = createRandom(seed);
  const workspace = createBusyWorkspace(CONVERSATIONS, random);
  const { intercom, changed } = workspace;
  const server = await serveIntercom(intercom);
  t.after(() => server.close());
  const file = temporaryFile(t);
  const start = () =>
    startExporter('--database', file, '--base-url', server.url, '--per-page', String(PER_PAGE));

  const kills: Kill[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const exporter = start();
    const requests = 1 + Math.floor(random() * REQUESTS);
    await Promise.race([workspace.requests(requests), exporter.exit]);
    const moment = kill % 2 === 0 ? nextWrite(file) : setTimeout(random() * DELAY);
    await Promise.race([moment, exporter.exit]);
    exporter.kill('SIGKILL');
    const { signal, output } = await exporter.exit;
    assert.equal(signal, 'SIGKILL', output);
    kills.push(inspect(file));
  }

  workspace.rest();
  const { code, output } = await start().exit;
  assert.equal(code, 0, output);

  const total = intercom.conversations.length;
  const rowsAtKills = kills.map((kill) => kill.rows);
  console.log(output);
  console.log(`rows in the table at the ${KILLS} kills, of ${total}:`);
  console.log(drawHistogram(rowsAtKills, total, 8));
  console.log(`kills while catching up: ${kills.filter(({ pass }) => pass > 0).length}`);

  const rows = readRows(file);
  const expected = [...intercom.conversations].sort((a, b) => Number(a.id) - Number(b.id));
  assert.deepEqual(
    rows.map(({ id, updated_at }) => [id, updated_at]),
    expected.map(({ id, updated_at }) => [id, updated_at]),
  );
  assert.deepEqual(
    rows.map(({ conversation }) => conversation),
    expected,
  );

  const rewritten = rows.filter(({ id, writes }) => writes > (changed.has(id) ? 2 : 1));
  assert.deepEqual(rewritten, [], 'a row was written that had not changed');

  const read = intercom.requests
    .filter(({ status, state }) => status === 200 && state === 'answered')
    .flatMap(({ startingAfter }) => startingAfter ?? []);
  const readAgain = read.length - new Set(read).size;
  console.log(`${intercom.requests.length} requests; pages read again after a kill: ${readAgain}`);
  assert.ok(readAgain <= KILLS, 'only the page in hand may be read again');

  const midway = new Set(rowsAtKills.filter((count) => count > 0 && count < CONVERSATIONS));
  assert.ok(midway.size >= 5, 'the kills should hit different stages');
});

/** What a kill has left behind. */
interface Kill {
  readonly rows: number;
  readonly pass: number;
}

/** In the first reading each page adds as many rows as it holds: the checkpoint must say the same. */
function inspect(file: string): Kill {
  const database = openDatabase(file);
  const { pass = 0, page = 1 } = database.checkpoint() ?? {};
  const rows = database.count();
  database.close();
  if (pass === 0) assert.equal(rows, (page - 1) * PER_PAGE, 'rows and checkpoint differ');
  return { rows, pass };
}
