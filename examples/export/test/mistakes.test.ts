import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { createTestIntercom } from 'rx-intercom/testing';
import { serve } from './serve.ts';
import { startExporter, succeed } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

const MISTAKES: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
  ['an unknown format', ['--format', 'csv'], /Allowed choices are sqlite, ndjson/],
  ['half a query', ['--query', '{"field":'], /Pass JSON\./],
  ['a query of nothing', ['--query', '17'], /Invalid option query/],
  ['a date that is none', ['--since', 'yesterday'], /Pass a day/],
  ['a day that no month has', ['--since', '2026-02-31'], /Pass a day/],
  [
    'too large a page',
    ['--per-page', '500'],
    /'--per-page <n>' argument '500' is invalid\. Pass a whole number from 1 to 150\./,
  ],
];

const tiny = createTestIntercom({ conversations: 3 });

for (const [what, args, message] of MISTAKES) {
  void test(`should say in a line what is wrong with ${what}`, async (t) => {
    const where = [...(await serve(t, tiny)), '--output', temporaryFile(t)];
    const { code, output } = await startExporter(...where, ...args).exit;
    assert.equal(code, 1);
    assert.match(output, message);
    assertNoStack(output);
  });
}

for (const format of ['sqlite', 'ndjson']) {
  void test(`should say that a folder is missing, no folder or read-only, for ${format}`, async (t) => {
    const args = [...(await serve(t, tiny)), '--format', format, '--output'];
    const file = temporaryFile(t, 'file');
    writeFileSync(file, '');
    // Linux lets nobody write into /sys.
    for (const folder of [`${dirname(file)}/missing`, file, '/sys/kernel']) {
      const output = `${folder}/export`;
      const exit = await startExporter(...args, output).exit;
      assert.equal(exit.code, 1);
      assert.match(exit.output, /directory|unable to open|permission denied/);
      assertNoStack(exit.output);
    }
  });
}

void test('should say that the disk is full', async (t) => {
  const file = temporaryFile(t, 'export');
  symlinkSync('/dev/full', file);
  const args = [...(await serve(t, tiny)), '--format', 'ndjson', '--output', file];
  const { code, output } = await startExporter(...args).exit;
  assert.equal(code, 1);
  assert.match(output, /ENOSPC: no space left/);
  assertNoStack(output);
});

void test('should say that it cannot write beside the table', async (t) => {
  const file = temporaryFile(t, 'export');
  mkdirSync(`${file}-wal`);
  const { code, output } = await startExporter(...(await serve(t, tiny)), '--output', file).exit;
  assert.equal(code, 1);
  assert.match(output, /disk I\/O error/);
  assertNoStack(output);
});

void test('should not write over a file of another kind', async (t) => {
  const file = temporaryFile(t, 'mine.ndjson');
  writeFileSync(file, '{"mine":true}\n');
  const args = [...(await serve(t, tiny)), '--format', 'ndjson', '--output', file];
  const { code, output } = await startExporter(...args).exit;
  assert.equal(code, 1);
  assert.match(output, /pass another --output, or --fresh/);
  assertNoStack(output);
});

void test('should go on with what it has when the network fails', async (t) => {
  const intercom = createTestIntercom({
    conversations: 120,
    fault: ({ number }) => (number === 2 ? { status: 403 } : undefined),
  });
  const args = [...(await serve(t, intercom)), '--output', temporaryFile(t)];
  const { code, output } = await startExporter(...args).exit;
  assert.equal(code, 1);
  assert.match(output, /status 403[^]*Run it again to go on\./);
  assertNoStack(output);
  await succeed(startExporter(...args));
});

void test('should show its options', async () => {
  const output = await succeed(startExporter('--help'));
  for (const flag of ['format', 'output', 'parts', 'since', 'query', 'concurrency', 'fresh']) {
    assert.match(output, new RegExp(`--${flag}`));
  }
});

function assertNoStack(output: string): void {
  assert.doesNotMatch(output, /^\s+at /m);
}
