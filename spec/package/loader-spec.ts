import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listBody } from '../helpers/list-body.ts';
import { useApp } from './use-app.ts';

// Processes are started here: npm and Node.
jest.setTimeout(30_000);

const run = promisify(execFile);
const app = useApp();
let bare: string;
let server: Server;
let requests = 0;

beforeAll(async () => {
  // An application below it, whose cross-fetch cannot be loaded.
  bare = join(app.folder, 'bare');
  const modules = join(bare, 'node_modules');
  cpSync(join(app.folder, 'node_modules/rx-intercom'), join(modules, 'rx-intercom'), {
    recursive: true,
  });
  mkdirSync(join(modules, 'cross-fetch'), { recursive: true });
  writeFileSync(join(modules, 'cross-fetch/index.js'), "throw new Error('cannot be loaded')");
  server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(listBody(['1', '2'])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

const WALK = `
  delete globalThis.fetch;
  let retries = 0;
  const ids = [];
  conversations$({
    token: 'test-token',
    baseUrl: process.argv[2],
    retry: { count: 3, initialDelay: 1 },
    events: { next: ({ kind }) => { if (kind === 'retry') retries += 1; } },
  }).subscribe({
    next: ({ id }) => ids.push(id),
    error: ({ kind, message, cause }) =>
      console.log(JSON.stringify({ kind, message, cause: cause?.message, retries })),
    complete: () => console.log(ids.join()),
  });`;

/** Runs the CommonJS build as Jest does: in a vm without the flag for modules. */
const JEST_LIKE = `
  const { readFileSync } = require('node:fs');
  const { createRequire } = require('node:module');
  const { compileFunction } = require('node:vm');
  const filename = require.resolve('rx-intercom');
  const module_ = { exports: {} };
  const parameters = ['exports', 'require', 'module'];
  const main = compileFunction(readFileSync(filename, 'utf8'), parameters, { filename });
  main(module_.exports, createRequire(filename), module_);
  const { conversations$ } = module_.exports;${WALK}`;

const PROGRAMS: readonly (readonly [string, string])[] = [
  ['vm.cjs', JEST_LIKE],
  ['app.cjs', `const { conversations$ } = require('rx-intercom');${WALK}`],
  ['app.mjs', `import { conversations$ } from 'rx-intercom';${WALK}`],
];

async function output(folder: string, name: string, code: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  writeFileSync(join(folder, name), code);
  const { stdout } = await run(process.execPath, [name, `http://127.0.0.1:${port}`], {
    cwd: folder,
  });
  return stdout.trim();
}

describe('the packed tarball without a fetch of the platform', () => {
  it.each(PROGRAMS)('should reach cross-fetch in %s', async (name, code) => {
    expect(await output(app.folder, name, code)).toBe('1,2');
  });

  it.each(PROGRAMS)('should say in %s that cross-fetch does not load, once', async (name, code) => {
    requests = 0;
    const error: unknown = JSON.parse(await output(bare, name, code));
    expect(error).toStrictEqual({
      kind: 'invalid-options',
      message: expect.stringContaining('cross-fetch could not be loaded'),
      cause: 'cannot be loaded',
      retries: 0,
    });
    expect(requests).toBe(0);
  });
});
