/** Whole runs with real servers and worker processes. */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { ask } from '../demo/ask.ts';
import { buildWorker } from '../demo/build-worker.ts';
import { openServers, type Servers } from '../demo/open-servers.ts';
import { runFleet, type RunConfig, type RunOutcome } from '../demo/run-fleet.ts';
import type { DemoWorkspace } from '../demo/workspace.ts';
import { readTables, readWorkspace } from './read-tables.ts';
import { serveTwo } from './workspaces.ts';

const TIMEOUT = { timeout: 300_000 };

let servers: Servers;
let program: string;
before(async () => {
  program = await buildWorker();
  servers = await openServers({}, [0, 0]);
});
after(() => servers.stop());

/** A run that calls `middle` once, when a third of the conversations is written. */
async function run(
  t: TestContext,
  workspaces: readonly DemoWorkspace[],
  middle: RunConfig['watch'],
  more: Partial<RunConfig> = {},
): Promise<RunOutcome & { readonly lines: readonly string[] }> {
  const lines: string[] = [];
  let isOver = false;
  const outcome = await runFleet({
    ...servers,
    fleet: 'fleet_test',
    workspaces,
    program,
    workers: 3,
    tell: (line) => lines.push(line),
    async watch(all, workers) {
      const done = all.reduce((sum, one) => sum + one.done, 0);
      const total = all.reduce((sum, one) => sum + one.total, 0);
      if (isOver || done < total / 3) return;
      isOver = true;
      await middle(all, workers);
    },
    ...more,
  });
  for (const line of lines) t.diagnostic(line);
  t.diagnostic(JSON.stringify(outcome.workspaces));
  return { ...outcome, lines };
}

/** Each conversation and message is there as it is in the workspace, and was written once. */
async function assertWhole({ workspaces }: RunOutcome, served: readonly DemoWorkspace[]) {
  for (const [index, workspace] of served.entries()) {
    assert.equal(workspaces[index]?.lost, 0);
    assert.equal(workspaces[index].twice, 0);
    await assertSame(workspace);
  }
}

async function assertSame(workspace: DemoWorkspace): Promise<void> {
  const content = await ask(servers.databaseUrl, 'fleet_test', (client) =>
    readTables(client, workspace.name),
  );
  assert.deepEqual(content, await readWorkspace(workspace));
}

void test('should lose and repeat nothing when a worker is killed', TIMEOUT, async (t) => {
  const start = Math.floor(Date.now() / 1_000);
  const served = await serveTwo(t, 90);
  const outcome = await run(t, served, (_, workers) => workers.killOne());
  await assertWhole(outcome, served);
  assert.ok(outcome.lines.some((line) => line.includes('is taken over')));
  for (const { refused, requests } of outcome.workspaces) assert.ok(refused <= requests / 100);

  await t.test('should read only what has changed when it is run again', async () => {
    const before = served.map(({ intercom }) => intercom.requests.length);
    for (const { intercom } of served) {
      intercom.update('3', { title: 'Changed between the runs' });
      intercom.add({ title: 'Added between the runs' });
    }
    await run(t, served, () => undefined, { isContinued: true });
    for (const [index, workspace] of served.entries()) {
      const { conversations, requests } = workspace.intercom;
      const later = requests.slice(before[index]);
      const old = conversations.filter(({ updated_at }) => updated_at < start);
      assert.ok(old.length > 40);
      const paths = new Set(later.map(({ url }) => new URL(url).pathname));
      assert.ok(paths.has('/conversations/3'));
      assert.deepEqual(
        old.filter(({ id }) => paths.has(`/conversations/${id}`)),
        [],
      );
      await assertSame(workspace);
    }
  });
});

for (const size of [0, 1]) {
  void test(`should read a workspace of ${size}, and what is added`, TIMEOUT, async (t) => {
    const served = await serveTwo(t, size);
    await assertWhole(await run(t, served, () => undefined), served);
    for (const { intercom } of served) assert.equal(intercom.conversations.length, size + 3);
  });
}

void test('should refuse a second run of the same fleet', TIMEOUT, async (t) => {
  const served = await serveTwo(t, 30);
  const outcome = await run(t, served, async () => {
    await assert.rejects(
      run(t, served, () => undefined),
      /Another run uses the schema fleet_test/,
    );
  });
  await assertWhole(outcome, served);
});

void test('should go on when Redis restarts, and when it loses its data', TIMEOUT, async (t) => {
  const served = await serveTwo(t, 90);
  const outcome = await run(t, served, async () => {
    await servers.redis?.kill();
    await sleep(1_000);
    await servers.redis?.start();
    await sleep(1_000);
    await flush(servers.redisUrl);
  });
  await assertWhole(outcome, served);
});

void test('should go on when PostgreSQL restarts', TIMEOUT, async (t) => {
  const served = await serveTwo(t, 90);
  const outcome = await run(t, served, async () => {
    await servers.postgres?.kill();
    await sleep(1_000);
    await servers.postgres?.start();
  });
  await assertWhole(outcome, served);
  assert.ok(outcome.lines.some((line) => line.includes('PostgreSQL is away')));
});

void test('should say that a job has failed, and go on with it later', TIMEOUT, async (t) => {
  const served = await serveTwo(t, 30);
  const locked = lock(served);
  await assert.rejects(
    run(t, locked, () => undefined),
    /plan has failed: .*status 401/,
  );
  const cut = run(t, served, () => assert.fail('the middle'), { isContinued: true });
  await assert.rejects(cut, /the middle/);
  await assert.rejects(
    run(t, locked, () => undefined, { isContinued: true }),
    /has failed: .*status 401/,
  );
  await run(t, served, () => undefined, { isContinued: true });
  for (const workspace of served) await assertSame(workspace);
});

/** The same workspaces, with a token that they refuse. */
function lock(served: readonly DemoWorkspace[]): readonly DemoWorkspace[] {
  process.env['WRONG_TOKEN'] = 'wrong-token';
  return served.map((workspace) => ({
    ...workspace,
    settings: { ...workspace.settings, tokenFrom: 'WRONG_TOKEN' },
  }));
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  redis.disconnect();
}
