import { describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { useApp } from './use-app.ts';

// Processes are started here: npm and Node.
jest.setTimeout(30_000);

const app = useApp();

const BOTH = `
  import { createRequire } from 'node:module';
  import { AbortError } from 'rx-intercom';
  const require = createRequire(import.meta.url);
  const other = require('rx-intercom');
  const error = new AbortError('enough');
  console.log(error instanceof other.AbortError, other.isIntercomError(error));
  console.log(error instanceof other.IntercomError);`;

function library(): string {
  return join(app.folder, 'node_modules/rx-intercom');
}

/** The files of the package, as paths in it. */
function files(): readonly string[] {
  const entries = readdirSync(library(), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(library(), join(parentPath, name)));
}

function run(name: string, code: string): string {
  writeFileSync(join(app.folder, name), code);
  return execFileSync(process.execPath, [name], { cwd: app.folder }).toString().trim();
}

describe('the packed tarball', () => {
  it('should recognise the failures of its other flavour', () => {
    expect(run('both.mjs', BOTH)).toBe('false true\ntrue');
  });

  it('should hold what users need, and nothing else', () => {
    const kinds = files().map((path) => path.replace(/^dist\/.*?(?=(\.d)?\.[cm]\w+$)/, 'dist/*'));
    expect([...new Set(kinds)].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/*.cjs',
      'dist/*.d.cts',
      'dist/*.d.mts',
      'dist/*.mjs',
      'package.json',
    ]);
  });

  it('should name no map and no source that is not in it', () => {
    const code = files().map((path) => readFileSync(join(library(), path), 'utf8'));
    expect(code.filter((text) => text.includes('sourceMappingURL'))).toEqual([]);
    const { exports } = JSON.parse(readFileSync(join(library(), 'package.json'), 'utf8')) as {
      readonly exports: object;
    };
    const named = Array.from(
      JSON.stringify(exports).matchAll(/"\.\/([^"]*\.\w+)"(?!:)/g),
      ([, path]) => path,
    );
    expect(named.filter((path) => !files().includes(String(path)))).toEqual([]);
    expect(Object.keys((exports as Readonly<Record<string, object>>)['.'] ?? {})).toEqual([
      'import',
      'require',
    ]);
  });

  it('should have at most 250 kB', () => {
    const [packed = ''] = readdirSync(app.folder).filter((name) => name.endsWith('.tgz'));
    expect(statSync(join(app.folder, packed)).size).toBeLessThanOrEqual(250_000);
  });
});
