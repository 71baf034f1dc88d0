import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROGRAMS } from './programs.ts';
import { runProgram, STACK, type Exit, type Given } from './run-program.ts';

// Processes are started here.
jest.setTimeout(60_000);

const FULL = 'ENOSPC: no space left on device';
const READ_ONLY = 'EROFS: read-only file system';
const preload = `--import=${pathToFileURL(join(__dirname, 'failing-disk.mjs')).href}`;

/** Programs that write, what may be wrong with the disk, and how they come to write at once. */
const WRITERS: Readonly<Record<string, { kinds: readonly string[]; given?: () => Given }>> = {
  'npm start': { kinds: [FULL, READ_ONLY], given: () => ({ args: ['--base-url', baseUrl] }) },
  'npm run example:cancel': { kinds: [FULL, READ_ONLY] },
  'npm run example:export': {
    kinds: [FULL, READ_ONLY],
    given: () => ({ args: ['--base-url', baseUrl, '--format', 'ndjson'] }),
  },
  // It finds out before it measures; whether the disk will be full then, it cannot know.
  'npm run bench': { kinds: [READ_ONLY] },
  'npm run bundles': { kinds: [FULL, READ_ONLY] },
  'npm run fleet --prefix bench': { kinds: [READ_ONLY] },
  'npm run limiter --prefix bench': { kinds: [FULL, READ_ONLY] },
  'npm run example:fleet': { kinds: [FULL, READ_ONLY] },
  'npm run test:rxjs': { kinds: [FULL, READ_ONLY] },
  'npm run test:runtimes': {
    kinds: [FULL, READ_ONLY],
    // It is looked for, and not started yet.
    given: () => ({ env: { CHROMIUM: process.execPath } }),
  },
};

/** Programs that write nothing. */
const READERS: Readonly<Record<string, Given>> = {
  'npm run dashboard': { args: ['--port', '0'], until: /Ctrl-C stops it/ },
  'npm run example:partial-read': {},
  'npm run example:compose': {},
  'npm run example:typed-errors': {},
  'npm run example:catch-up': {},
  'npm run example:observe': {},
};

/** Programs that write nothing, and are slow, need servers, or end with a list of problems. */
const OTHERS = [
  'npm run check:release',
  'npm run faults --prefix bench',
  'npm run begin --prefix examples/fleet',
  'npm run worker --prefix examples/fleet',
];

/** A server that forbids everything, so that a walk stops at once and has something to write. */
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(403).end());
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

/** Runs a program on a disk that is full or read-only. */
async function runOn(kind: string, name: string, given: Given = {}): Promise<Exit> {
  const program = PROGRAMS.find((one) => one.name === name);
  if (program === undefined) throw new Error(`There is no ${name}`);
  const [DISK = ''] = kind.split(':');
  return runProgram(program, { ...given, env: { ...given.env, NODE_OPTIONS: preload, DISK } });
}

it('should know of every program whether it writes', () => {
  const known = [...Object.keys(WRITERS), ...Object.keys(READERS), ...OTHERS];
  expect(known.sort()).toEqual(PROGRAMS.map(({ name }) => name).sort());
});

describe.each(Object.entries(WRITERS))('%s', (name, { kinds, given }) => {
  it.each(kinds)('should say that there is %s', async (kind) => {
    const { code, output } = await runOn(kind, name, given?.());
    expect(output.trim().split('\n').at(-1)).toContain(kind);
    expect(output).not.toMatch(STACK);
    expect(code).toBe(1);
  });
});

describe.each(Object.entries(READERS))('%s', (name, given) => {
  it('should not need the disk', async () => {
    const { code, output } = await runOn(READ_ONLY, name, given);
    expect(output).not.toContain(READ_ONLY);
    expect(output).not.toMatch(STACK);
    expect(code).toBe(given.until === undefined ? 0 : null);
  });
});
