import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installApp, ROOT } from './install-app.ts';

// Processes are started here: npm, Node and the compiler.
jest.setTimeout(30_000);

let app: string;

beforeAll(() => {
  app = installApp();
}, 60_000);

afterAll(() => {
  rmSync(app, { recursive: true });
});

const WALK = `
  const intercom = createTestIntercom({ conversations: 60 });
  const evaluate = () => Promise.resolve([0, 1]);
  const rateLimiter = createRedisRateLimiter({ evaluate, key: 'test' });
  conversations$({ token: 'test-token', fetch: intercom.fetch, rateLimiter }).pipe(take(40)).subscribe({
    next: ({ id }) => ids.add(id),
    complete: () => console.log(ids.size, intercom.requests.length),
  });`;

const ESM = `
  import { conversations$ } from 'rx-intercom';
  import { createRedisRateLimiter } from 'rx-intercom/redis';
  import { createTestIntercom } from 'rx-intercom/testing';
  import { take } from 'rxjs';
  const ids = new Set();${WALK}`;

const CJS = `
  const { conversations$ } = require('rx-intercom');
  const { createRedisRateLimiter } = require('rx-intercom/redis');
  const { createTestIntercom } = require('rx-intercom/testing');
  const { take } = require('rxjs');
  const ids = new Set();${WALK}`;

const BOTH = `
  import { createRequire } from 'node:module';
  import { AbortError } from 'rx-intercom';
  const require = createRequire(import.meta.url);
  const other = require('rx-intercom');
  const error = new AbortError('enough');
  console.log(error instanceof other.AbortError, other.isIntercomError(error));
  console.log(error instanceof other.IntercomError);`;

const TYPES = `
  import { conversations$, IntercomError, type Conversation } from 'rx-intercom';
  import { createTestIntercom } from 'rx-intercom/testing';
  import { createRedisRateLimiter } from 'rx-intercom/redis';
  createRedisRateLimiter({ evaluate: () => Promise.resolve([0, 1]), key: 'test' });
  // @ts-expect-error -- it needs a key
  createRedisRateLimiter({ evaluate: () => Promise.resolve([0, 1]) });
  const { fetch } = createTestIntercom();
  conversations$({ token: 'test-token', fetch }).subscribe({
    next: ({ id }: Conversation): string => id,
    error: (error: IntercomError): string => error.kind,
  });
  export const kind = (error: unknown): IntercomError['kind'] | null =>
    error instanceof IntercomError ? error.kind : null;
  // @ts-expect-error -- not an option
  conversations$({ token: 'test-token', pageSize: 5 });
  conversations$({ token: 'test-token', fetch: globalThis.fetch });`;

function run(name: string, code: string): string {
  writeFileSync(join(app, name), code);
  return execFileSync(process.execPath, [name], { cwd: app }).toString().trim();
}

describe('the packed tarball', () => {
  it('should work as an ES module', () => {
    expect(run('app.mjs', ESM)).toBe('40 2');
  });

  it('should work as a CommonJS module', () => {
    expect(run('app.cjs', CJS)).toBe('40 2');
  });

  it('should recognise the failures of its other flavour', () => {
    expect(run('both.mjs', BOTH)).toBe('false true\ntrue');
  });

  it.each(['app.mts', 'app.cts'])(
    'should type-check in %s, library types included',
    (name) => {
      const compilerOptions = {
        strict: true,
        noEmit: true,
        module: 'NodeNext',
        target: 'ES2022',
        lib: ['ES2022', 'DOM'],
        types: [],
      };
      writeFileSync(join(app, name), TYPES);
      writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [name] }));
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc], { cwd: app });
      expect({ output: stdout.toString(), status }).toEqual({ output: '', status: 0 });
    },
    60_000,
  );

  it('should hold what users need, and nothing else', () => {
    const files = execFileSync('find', ['.', '-type', 'f'], {
      cwd: join(app, 'node_modules/rx-intercom'),
    });
    const rooms = new Set(
      files
        .toString()
        .trim()
        .split('\n')
        .map((path) => path.split('/')[1]),
    );
    expect([...rooms].sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'lib', 'package.json'].sort(),
    );
  });
});
