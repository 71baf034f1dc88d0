import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const PROGRAMS = ['npm', 'npx', 'apt-get', 'chromium', 'redis-server'];

let bin: string;

beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), 'rx-intercom-ci-'));
  for (const name of PROGRAMS) {
    writeFileSync(join(bin, name), '#!/bin/sh\n');
    chmodSync(join(bin, name), 0o755);
  }
});

afterAll(() => {
  rmSync(bin, { recursive: true });
});

/** The names of the steps, where each program does nothing. */
function steps(...args: readonly string[]): readonly string[] {
  const { stdout, status } = spawnSync(join(ROOT, '.ci/run'), args, {
    env: { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter) },
  });
  expect(status).toBe(0);
  return Array.from(stdout.toString().matchAll(/^=== (.*): (?!\d+ s, )/gm), ([, name]) =>
    String(name),
  );
}

describe('.ci/run', () => {
  it('should have each step for every Node, or once', () => {
    const all = steps();
    const node = steps('node');
    const once = steps('once');
    expect(node.filter((name) => once.includes(name))).toEqual([]);
    expect([...node, ...once].sort()).toEqual([...all, 'install'].sort());
    expect(node).toContain('package');
    expect(once).toEqual(expect.arrayContaining(['public interface', 'runtimes', 'bundles']));
  });

  it('should refuse another part', () => {
    expect(spawnSync(join(ROOT, '.ci/run'), ['twice']).status).toBe(2);
  });
});

describe('the workflows', () => {
  const read = (name: string): string =>
    readFileSync(join(ROOT, '.github/workflows', `${name}.yml`), 'utf8');

  it('should run the parts that depend on Node on each version, and the rest once', () => {
    expect(read('ci')).toMatch(/node: \[20, 22, 24, 26\](.|\n)*?run: \.ci\/run node/);
    expect(read('ci')).toMatch(/run: \.ci\/run once/);
  });

  it('should publish to npm, after the checks, with the changes and the reference', () => {
    const release = read('release');
    expect(release).toContain('run: npm run check:release');
    expect(release).toContain('registry-url: https://registry.npmjs.org');
    expect(release).toContain('tsx release/notes.ts');
    expect(read('site')).toContain('actions/deploy-pages@');
  });
});
