/** Four processes of sixteen streams on one budget in a real Redis. */
import { ok } from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type ApiServer } from './api-server.ts';
import { CLIENTS } from './clients.ts';
import { startRedis, type RedisServer } from './redis-server.ts';
import { startWorker, type Worker } from './start-worker.ts';

const LIMIT = 50;
/** The milliseconds that a lost request counts. */
const TICKET = 2_000;

let redis: RedisServer;
let api: ApiServer;
let workers: readonly Worker[] = [];

/** Starts four workers, two of each client, and waits until all of them are at work. */
before(async () => {
  redis = await startRedis();
  api = await startApi(LIMIT, 1_000, 60);
  const clients = ['ioredis', 'node-redis', 'ioredis', 'node-redis'] as const;
  const task = { port: redis.port, url: api.url, streams: 16, key: 'test-app:test-workspace' };
  workers = await Promise.all(clients.map((client) => startWorker({ ...task, client })));
  await sleep(1_500);
});
after(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  api.stop();
  await redis.stop();
});
afterEach(() => {
  ok(workers.slice(1).every((worker) => worker.isAlive()));
});
beforeEach(() => {
  api.reset();
});

/** The share of requests that were answered with 429, and the share of the limit that was used. */
function measure(name: string) {
  const { requests, refused } = api.counts();
  const windows = api.windows();
  const carried = windows.reduce((sum, count) => sum + count, 0);
  const shares = { refused: refused / requests, used: carried / (LIMIT * windows.length) };
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `${name}: ${requests} requests, ${percent(shares.refused)} 429s, ${percent(shares.used)} used; ` +
      `${windows.join(' ')}\n`,
  );
  return shares;
}

describe('four processes of 16 streams, 50 requests a second', () => {
  it('should use the limit, and get at most 1 % 429s', async () => {
    await sleep(8_000);
    const { refused, used } = measure('undisturbed');
    ok(refused <= 0.01);
    ok(used >= 0.95);
  });

  it('should go on when Redis loses its data', async () => {
    const client = await CLIENTS.ioredis(redis.port);
    await sleep(1_000);
    await client.flush();
    await sleep(4_000);
    client.close();
    const { used } = measure('FLUSHALL');
    // Eight may be in flight before the first response, and as many follow while their 429s come in.
    ok(api.counts().refused <= 16);
    ok(used >= 0.75);
    api.reset();
    await sleep(4_000);
    const { refused, used: later } = measure('after FLUSHALL');
    ok(refused <= 0.01);
    ok(later >= 0.95);
  });

  it('should wait while Redis is away, and go on when it is back', async () => {
    await redis.kill();
    await sleep(500);
    api.reset();
    await sleep(2_000);
    ok(api.counts().requests <= 1);
    await redis.start();
    await sleep(1_500);
    api.reset();
    await sleep(4_000);
    const { refused, used } = measure('after a restart');
    ok(refused <= 0.01);
    ok(used >= 0.95);
  });

  it('should wait while Redis hangs, and go on when it answers', async () => {
    redis.freeze();
    await sleep(500);
    api.reset();
    await sleep(2_000);
    const { requests } = api.counts();
    redis.thaw();
    ok(requests <= 1);
    await sleep(2_500);
    api.reset();
    await sleep(4_000);
    const { refused, used } = measure('after a hang');
    ok(refused <= 0.01);
    ok(used >= 0.95);
  });

  it('should go on when one is killed', async () => {
    await workers[0]?.kill();
    await sleep(TICKET);
    api.reset();
    await sleep(5_000);
    const { refused, used } = measure('one killed');
    ok(refused <= 0.01);
    ok(used >= 0.95);
  });
});
