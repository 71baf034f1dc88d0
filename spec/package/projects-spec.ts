import { describe, expect, it, jest } from '@jest/globals';
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install-app.ts';
import { useApp } from './use-app.ts';

// Processes are started here: npm, Node, the compiler and a bundler.
jest.setTimeout(60_000);

const WALK = `
  const intercom = createTestIntercom({ conversations: 60 });
  const evaluate = () => Promise.resolve([0, 1]);
  const rateLimiter = createRedisRateLimiter({ evaluate, key: 'test' });
  const ids = new Set();
  conversations$({ token: 'test-token', fetch: intercom.fetch, rateLimiter }).pipe(take(40)).subscribe({
    next: ({ id }) => ids.add(id),
    complete: () => console.log(ids.size, intercom.requests.length),
  });`;

const ESM = `
  import { conversations$ } from 'rx-intercom';
  import { createRedisRateLimiter } from 'rx-intercom/redis';
  import { createTestIntercom } from 'rx-intercom/testing';
  import { take } from 'rxjs';${WALK}`;

const CJS = `
  const { conversations$ } = require('rx-intercom');
  const { createRedisRateLimiter } = require('rx-intercom/redis');
  const { createTestIntercom } = require('rx-intercom/testing');
  const { take } = require('rxjs');${WALK}`;

const TYPES = `${ESM}
  import { IntercomError, type Conversation } from 'rx-intercom';
  export const idOf = ({ id }: Conversation): string => id;
  export const kindOf = (error: unknown): IntercomError['kind'] | null =>
    error instanceof IntercomError ? error.kind : null;
  conversations$({ token: 'test-token', fetch: globalThis.fetch });
  // @ts-expect-error -- not an option
  conversations$({ token: 'test-token', pageSize: 5 });
  // @ts-expect-error -- it needs a key
  () => createRedisRateLimiter({ evaluate: () => Promise.resolve([0, 1]) });`;

interface Project {
  readonly type: 'module' | 'commonjs';
  readonly file: string;
  readonly code: string;
  /** Without it, nothing is compiled. */
  readonly compilerOptions?: object;
  /** Bundles what was compiled before it runs. */
  readonly isBundled?: boolean;
}

const PROJECTS: Readonly<Record<string, Project>> = {
  'an ES module': { type: 'module', file: 'main.js', code: ESM },
  CommonJS: { type: 'commonjs', file: 'main.js', code: CJS },
  'TypeScript with node10': {
    type: 'commonjs',
    file: 'main.ts',
    code: TYPES,
    compilerOptions: {
      module: 'CommonJS',
      moduleResolution: 'node10',
      ignoreDeprecations: '6.0',
    },
  },
  'TypeScript with node16, as an ES module': {
    type: 'module',
    file: 'main.ts',
    code: TYPES,
    compilerOptions: { module: 'Node16' },
  },
  'TypeScript with node16, as CommonJS': {
    type: 'commonjs',
    file: 'main.ts',
    code: TYPES,
    compilerOptions: { module: 'Node16' },
  },
  'TypeScript with a bundler': {
    type: 'module',
    file: 'main.ts',
    code: TYPES,
    compilerOptions: { module: 'ESNext', moduleResolution: 'bundler' },
    isBundled: true,
  },
};

const app = useApp();

function make(name: string, { type, file, code, compilerOptions }: Project): string {
  const folder = join(app.folder, name);
  const files: Readonly<Record<string, unknown>> = {
    'package.json': { name: 'fresh', private: true, type },
    // Without skipLibCheck: the declarations of the library are checked too.
    'tsconfig.json': {
      compilerOptions: {
        strict: true,
        target: 'ES2022',
        lib: ['ES2022', 'DOM'],
        types: [],
        ...compilerOptions,
      },
      files: [file],
    },
  };
  mkdirSync(folder);
  writeFileSync(join(folder, file), code);
  for (const [path, json] of Object.entries(files)) {
    writeFileSync(join(folder, path), JSON.stringify(json));
  }
  return folder;
}

/** @returns what it prints */
function run(cwd: string, program: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [program], { cwd });
  return `${stdout.toString()}${stderr.toString()}`.trim();
}

function bundle(folder: string): void {
  const outfile = join(folder, 'main.js');
  buildSync({
    entryPoints: [outfile],
    outfile,
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
}

describe('the packed tarball in a fresh project', () => {
  it.each(Object.entries(PROJECTS))('should work: %s', (name, project) => {
    const folder = make(name, project);
    const isCompiled = project.compilerOptions !== undefined;
    const complaints = isCompiled ? run(folder, join(ROOT, 'node_modules/typescript/bin/tsc')) : '';
    expect(complaints).toBe('');
    if (project.isBundled === true) bundle(folder);
    expect(run(folder, 'main.js')).toBe('40 2');
  });
});
