import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { createTestIntercom } from 'rx-intercom/testing';
import { readExport } from './read-export.ts';
import { serve } from './serve.ts';
import { startExporter, succeed } from './start-exporter.ts';
import { temporaryFile } from './temporary-file.ts';

void test('should read first pages only when no more has changed', async (t) => {
  const intercom = createTestIntercom({ conversations: 400 });
  const args = [...(await serve(t, intercom)), '--output', temporaryFile(t)];
  await succeed(startExporter(...args));
  const before = intercom.requests.length;

  intercom.update('17', { state: 'snoozed' });
  intercom.add();
  const output = await succeed(startExporter(...args));

  assert.match(output, /read +│ +0 │/);
  assert.match(output, /changed meanwhile +│ +2 │/);
  assert.match(output, /in the file +│ +401 │/);
  assert.match(output, /lost +│ +0 │/);
  const cursors = intercom.requests.slice(before).map(({ startingAfter }) => startingAfter);
  assert.deepEqual(new Set(cursors), new Set([undefined]), 'first pages only');
});

void test('should stop at Ctrl-C and go on later', async (t) => {
  const file = temporaryFile(t);
  const intercom = createTestIntercom({
    conversations: 400,
    fault({ number }) {
      if (number === 5) exporter.kill('SIGINT');
      return number === 5 ? { hang: 'headers' } : undefined;
    },
  });
  const args = [...(await serve(t, intercom)), '--output', file, '--concurrency', '1'];

  const exporter = startExporter(...args);
  const { code, output } = await exporter.exit;
  assert.equal(code, 130, output);
  assert.match(output, /Run it again to go on\./);
  assert.equal(readExport(file).rows.length, 150);

  assert.match(await succeed(startExporter(...args)), /Going on with 150 of 400 conversations/);
  assert.deepEqual(new Set(readExport(file).rows.map(({ writes }) => writes)), new Set([1]));
  assert.equal(readExport(file).rows.length, 400);
});

void test('should refuse another workspace, and start over when asked to', async (t) => {
  const file = temporaryFile(t);
  const args = await serve(t, createTestIntercom({ conversations: 120 }));
  const others = await serve(t, createTestIntercom({ conversations: 80, seed: 2 }));
  await succeed(startExporter(...args, '--output', file));

  const { code, output } = await startExporter(...others, '--output', file).exit;
  assert.equal(code, 1);
  assert.match(output, /holds another export/);
  assert.equal(readExport(file).rows.length, 120);

  await succeed(startExporter(...others, '--output', file, '--fresh'));
  assert.equal(readExport(file).rows.length, 80);
});

void test('should export what a query and a date select', async (t) => {
  const file = temporaryFile(t, 'open.ndjson');
  const intercom = createTestIntercom({ conversations: 400 });
  const query = '{"field":"state","operator":"=","value":"open"}';
  const args = [...(await serve(t, intercom)), '--format', 'ndjson', '--output', file];
  await succeed(startExporter(...args, '--query', query, '--since', '2025-12-31T20:00:00Z'));

  const since = Date.UTC(2025, 11, 31, 20) / 1000;
  const expected = intercom.conversations
    .filter(({ state, created_at }) => state === 'open' && created_at >= since)
    .map(({ id }) => id);
  assert.ok(expected.length > 10);
  assert.deepEqual(new Set(readExport(file).rows.map(({ id }) => id)), new Set(expected));
});

void test('should cut off what a killed page has left in a file of lines', async (t) => {
  const file = temporaryFile(t, 'export.ndjson');
  const intercom = createTestIntercom({ conversations: 100 });
  const args = [...(await serve(t, intercom)), '--format', 'ndjson', '--output', file];
  await succeed(startExporter(...args));
  appendFileSync(file, '{"id":"100000","state":"open"}\n{"id":"100001","sta');

  intercom.update('17', { state: 'snoozed' });
  assert.match(await succeed(startExporter(...args)), /in the file +│ +100 │/);
  const { rows } = readExport(file);
  assert.deepEqual(
    new Map(rows.map(({ conversation }) => [conversation.id, conversation])),
    new Map(intercom.conversations.map((conversation) => [conversation.id, conversation])),
  );
});

void test('should say that conversations are missing', async (t) => {
  const file = temporaryFile(t);
  const intercom = createTestIntercom({ conversations: 100 });
  const args = [...(await serve(t, intercom)), '--output', file];
  await succeed(startExporter(...args));
  intercom.update('17');
  await succeed(startExporter(...args));
  const database = new Database(file);
  database.exec("delete from conversations where id in ('30', '31')");
  database.close();

  const { code, output } = await startExporter(...args).exit;
  assert.equal(code, 1, output);
  assert.match(output, /lost +│ +2 │/);
  assert.match(output, /Conversations are missing/);
});
