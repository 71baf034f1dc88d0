import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { askPostgres } from '../servers/start-postgres.ts';
import { askRedis } from '../servers/start-redis.ts';

/** Starts the demo, and waits for its first line. */
async function start() {
  const demo = spawn(process.execPath, ['--import=tsx', 'main.ts', '--conversations', '20'], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface({ input: demo.stdout }), 'line')) as [string];
  const [, redisUrl = '', databaseUrl = ''] =
    /Redis at (\S+), PostgreSQL at (\S+)/.exec(line) ?? [];
  await askRedis(redisUrl);
  await askPostgres(databaseUrl);
  return { demo, redisUrl, databaseUrl };
}

const ENDS = {
  'nobody reads its output': 'head',
  'its terminal closes': 'SIGHUP',
  'it is stopped': 'SIGTERM',
} as const;

for (const [what, way] of Object.entries(ENDS)) {
  void test(`should leave no server when ${what}`, async () => {
    const { demo, redisUrl, databaseUrl } = await start();
    const exit = once(demo, 'exit');
    if (way === 'head') demo.stdout.destroy();
    else demo.kill(way);
    await exit;
    await assert.rejects(askRedis(redisUrl), /ECONNREFUSED/);
    await assert.rejects(askPostgres(databaseUrl), /ECONNREFUSED/);
  });
}
