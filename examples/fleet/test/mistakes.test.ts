/** What the programs say where something is wrong: a sentence, and no stack. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSettings, readToken } from '../settings.ts';

/** Runs a program of this folder to its end. */
async function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import=tsx', ...args], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, REDIS_URL: '', DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await once(child, 'close');
  assert.doesNotMatch(output, /^\s+at /m);
  return { code: child.exitCode, output };
}

void test('should describe the programs of a fleet', async () => {
  for (const name of ['begin', 'worker']) {
    const { code, output } = await start([`${name}.ts`, '--help']);
    assert.equal(code, 0);
    assert.match(output, new RegExp(`npm run ${name} --prefix examples/fleet`));
  }
});

void test('should refuse a port that three others cannot follow', async () => {
  const { code, output } = await start(['main.ts', '--port', '65535']);
  assert.equal(code, 1);
  assert.match(output, /from 0 to 65532/);
});

void test('should say that a port is taken', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { code, output } = await start(['main.ts', '--port', String(port)]);
  assert.equal(code, 1);
  assert.match(output, /^Port \d+ is taken: pass another --port/);
});

void test('should say what to install', async () => {
  const { code, output } = await start(['main.ts'], { PATH: '/nowhere' });
  assert.equal(code, 1);
  assert.match(output, /There is no redis-server: install it .*, or set REDIS_URL/);
});

void test('should say that a server does not answer', async () => {
  const nowhere = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  const { code, output } = await start(['main.ts'], nowhere);
  assert.equal(code, 1);
  assert.match(output, /REDIS_URL names a server that does not answer: .*127\.0\.0\.1:1/);
});

void test('should end where it cannot begin', async () => {
  const file = join(folder, 'begin.json');
  writeFileSync(file, '[{ "name": "north", "tokenFrom": "NORTH_TOKEN" }]');
  const nowhere = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  const { code, output } = await start(['begin.ts'], { ...nowhere, WORKSPACES: file });
  assert.equal(code, 1);
  assert.match(output, /^REDIS_URL names a server that does not answer: .*127\.0\.0\.1:1\n$/);
});

void test('should say which setting a worker needs', async () => {
  const { code, output } = await start(['worker.ts']);
  assert.equal(code, 1);
  assert.match(output, /Set REDIS_URL; README\.md says to what/);
});

const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-fleet-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const urls = { REDIS_URL: 'redis://127.0.0.1', DATABASE_URL: 'postgres://127.0.0.1' };

void test('should read its workspaces', () => {
  const file = join(folder, 'workspaces.json');
  const read = (text: string) => {
    writeFileSync(file, text);
    return readSettings({ ...urls, WORKSPACES: file });
  };
  const north = { name: 'north', tokenFrom: 'NORTH_TOKEN' };
  assert.deepEqual(read(JSON.stringify([north])).workspaces, [north]);
  assert.throws(() => readToken(north, {}), /Set NORTH_TOKEN to the access token/);
  for (const wrong of ['{', '{}', '[{"name":"north"}]', '[{"name":"a:b","tokenFrom":"A"}]']) {
    assert.throws(() => read(wrong), /workspaces\.json/);
  }
  assert.throws(() => read(JSON.stringify([north, north])), /two workspaces named north/);
});

void test('should refuse settings that cannot be', () => {
  const set = { ...urls, WORKSPACES: 'none.json' };
  assert.throws(() => readSettings({ ...set, FLEET: 'a"b' }), /FLEET may have/);
  assert.throws(() => readSettings({ ...set, JOBS_AT_ONCE: '0' }), /JOBS_AT_ONCE is/);
  assert.throws(() => readSettings(set), /none\.json/);
});
