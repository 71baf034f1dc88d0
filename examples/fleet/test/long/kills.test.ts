/** Twenty workers are killed, each after so many requests more. `SEED=7` repeats their delays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../demo/ask.ts';
import { buildWorker } from '../../demo/build-worker.ts';
import { openServers } from '../../demo/open-servers.ts';
import { runFleet } from '../../demo/run-fleet.ts';
import { createRandom } from '../../../export/test/random.ts';
import { readTables, readWorkspace } from '../read-tables.ts';
import { serveTwo } from '../workspaces.ts';

const KILLS = 20;
/** In each of two workspaces. */
const CONVERSATIONS = 700;
/** A worker is killed when so many requests more have come, */
const REQUESTS = (2 * CONVERSATIONS) / KILLS;
/** and so many milliseconds later, at most. */
const DELAY = 1_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

void test(`should survive ${KILLS} kills (SEED=${seed})`, { timeout: 600_000 }, async (t) => {
  const random = createRandom(seed);
  const servers = await openServers({}, [0, 0]);
  t.after(() => servers.stop());
  const served = await serveTwo(t, CONVERSATIONS);
  const kills: number[] = [];
  const outcome = await runFleet({
    ...servers,
    fleet: 'fleet_kills',
    workspaces: served,
    program: await buildWorker(),
    workers: 4,
    tell: (line) => {
      t.diagnostic(line);
    },
    async watch(all, workers) {
      const done = all.reduce((sum, one) => sum + one.done, 0);
      const requests = all.reduce((sum, one) => sum + one.requests, 0);
      if (kills.length < KILLS && requests > kills.length * REQUESTS) {
        await sleep(DELAY * random());
        workers.killOne();
        kills.push(done);
      }
    },
  });

  console.log(`conversations with messages at the ${kills.length} kills:`);
  console.log(kills.join(' '));
  assert.equal(kills.length, KILLS);
  for (const [index, workspace] of served.entries()) {
    const { lost, twice } = outcome.workspaces[index] ?? {};
    assert.deepEqual({ lost, twice }, { lost: 0, twice: 0 });
    const content = await ask(servers.databaseUrl, 'fleet_kills', (client) =>
      readTables(client, workspace.name),
    );
    assert.deepEqual(content, await readWorkspace(workspace));
  }
});
