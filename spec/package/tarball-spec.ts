import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installApp } from './install-app.ts';

// Processes are started here: npm and Node.
jest.setTimeout(30_000);

let app: string;

beforeAll(() => {
  app = installApp();
}, 60_000);

afterAll(() => {
  rmSync(app, { recursive: true });
});

const BOTH = `
  import { createRequire } from 'node:module';
  import { AbortError } from 'rx-intercom';
  const require = createRequire(import.meta.url);
  const other = require('rx-intercom');
  const error = new AbortError('enough');
  console.log(error instanceof other.AbortError, other.isIntercomError(error));
  console.log(error instanceof other.IntercomError);`;

function run(name: string, code: string): string {
  writeFileSync(join(app, name), code);
  return execFileSync(process.execPath, [name], { cwd: app }).toString().trim();
}

describe('the packed tarball', () => {
  it('should recognise the failures of its other flavour', () => {
    expect(run('both.mjs', BOTH)).toBe('false true\ntrue');
  });

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
