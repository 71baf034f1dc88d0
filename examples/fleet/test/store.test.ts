/** What the store promises, on a real PostgreSQL. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Conversation, ConversationWithParts } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { ask } from '../demo/ask.ts';
import type { Job, NewJob } from '../jobs/job.ts';
import { findPort } from '../servers/find-port.ts';
import type { Server } from '../servers/server.ts';
import { startPostgres } from '../servers/start-postgres.ts';
import { openStore, TakenOver, type Store } from '../store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-fleet-'));
const intercom = createTestIntercom({ conversations: 10, rateLimit: null });
let postgres: Server;
let store: Store;
before(async () => {
  postgres = await startPostgres(folder, await findPort());
  store = openStore({ url: postgres.url, schema: 'test', worker: 'tester', tell: () => undefined });
});
after(async () => {
  await store.close();
  await postgres.kill();
  rmSync(folder, { recursive: true });
});

/** Begins a workspace of its own for a test. */
async function begin(workspace: string): Promise<Job> {
  assert.ok(await store.begin(workspace));
  return find(workspace, 'plan');
}

async function find(workspace: string, id: string): Promise<Job> {
  const job = await store.find(workspace, id);
  assert.ok(job !== undefined, id);
  return job;
}

const range = (since: number): NewJob => ({
  id: `range-${since}`,
  kind: 'range',
  data: { since, until: since + 10, mark: 20 },
});
const changes: NewJob = { id: 'changes-1', kind: 'changes', data: { since: 20 } };

function conversation(changed: Partial<Conversation> = {}): Conversation {
  const [one] = intercom.conversations;
  assert.ok(one !== undefined);
  return { ...one, ...changed };
}

async function whole(changed: Partial<ConversationWithParts> = {}): Promise<ConversationWithParts> {
  const url = `https://workspace.example/conversations/${conversation().id}`;
  const response = await intercom.fetch(url, { headers: { authorization: 'Bearer test-token' } });
  return { ...((await response.json()) as ConversationWithParts), ...changed };
}

const read = (text: string, workspace: string): Promise<readonly unknown[]> =>
  ask(postgres.url, 'test', async (client) => (await client.query<object>(text, [workspace])).rows);

void test('should add the ranges of one of two planners', async () => {
  const plan = await begin('planners');
  const results = await Promise.allSettled(
    [0, 1].map((offset) => store.commit(plan, { next: [range(offset)], isDone: true })),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const undone = await store.undone('planners', 10);
  assert.equal(undone.length, 1);
  assert.equal(await store.begin('planners'), false);
});

void test('should refuse what a worker writes whose job was taken over, all of it', async () => {
  const plan = await begin('fence');
  await store.commit(plan, { conversations: [conversation()] });
  const late = store.commit(plan, { conversations: [conversation({ id: '999' })] });
  await assert.rejects(late, TakenOver);
  const rows = await read('select id from conversations where workspace = $1', 'fence');
  assert.deepEqual(rows, [{ id: conversation().id }]);
});

void test('should add a job for the messages of what was written, once', async () => {
  const plan = await begin('messages');
  assert.deepEqual(await store.commit(plan, { conversations: [conversation()] }), [
    'messages-plan-0',
  ]);
  const { kind, data } = await find('messages', 'messages-plan-0');
  assert.deepEqual({ kind, data }, { kind: 'messages', data: { ids: [conversation().id] } });
});

void test('should add what follows the last of some ranges that end at once', async () => {
  const plan = await begin('last');
  const some = [0, 10, 20, 30, 40, 50, 60, 70].map(range);
  await store.commit(plan, { next: some, isDone: true });
  const ranges = await Promise.all(some.map(({ id }) => find('last', id)));
  const added = await Promise.all(
    ranges.map((job) => store.commit(job, { afterLast: changes, isDone: true })),
  );
  assert.deepEqual(added.flat(), ['changes-1']);
  assert.deepEqual(await store.undone('last', 10), ['changes-1']);

  await store.commit(await find('last', 'changes-1'), { isDone: true });
  assert.ok(await store.begin('last'), 'the next run reads what has changed');
  assert.deepEqual(await store.undone('last', 10), ['changes-2']);
});

void test('should not replace a newer conversation by an older one', async () => {
  const plan = await begin('newer');
  const { updated_at } = conversation();
  await store.commit(plan, { conversations: [conversation({ updated_at: updated_at + 1 })] });
  const next = await find('newer', 'plan');
  await store.commit(next, { conversations: [conversation({ title: 'older' })] });
  const [row] = await read('select * from conversations where workspace = $1', 'newer');
  const { updated_at: found, writes } = row as { updated_at: string; writes: number };
  assert.deepEqual([Number(found), writes], [updated_at + 1, 1]);
});

void test('should not replace newer messages by older ones, nor the same by the same', async () => {
  const { updated_at, conversation_parts: parts } = await whole();
  const newer = await whole({ updated_at: updated_at + 1 });
  const empty = { ...parts, conversation_parts: [] };
  let step = 0;
  const plan = await begin('parts');
  const save = async (batch: Parameters<Store['commit']>[1]): Promise<void> => {
    await store.commit({ ...plan, step }, batch);
    step += 1;
  };
  await save({ conversations: [conversation()] });
  const id = conversation().id;
  assert.deepEqual(await store.withoutMessages('parts', [id, '999']), [id]);
  await save({ whole: newer });
  await save({ whole: newer });
  await save({ whole: await whole({ conversation_parts: empty }) });
  assert.deepEqual(await store.withoutMessages('parts', [id]), []);
  const rows = await read('select json, writes from messages where workspace = $1', 'parts');
  const expected = parts.conversation_parts.map((json) => ({ json, writes: 1 }));
  assert.ok(expected.length > 0);
  assert.deepEqual(rows, expected);
});

void test('should keep a message with any character', async () => {
  const plan = await begin('characters');
  const title = 'zero \u0000, half \ud83d';
  await store.commit(plan, { conversations: [conversation({ title })] });
  const [row] = await read(
    'select json::text from conversations where workspace = $1',
    'characters',
  );
  const { json } = row as { json: string };
  assert.equal((JSON.parse(json) as Conversation).title, title);
});

void test('should take out a conversation that there is no longer, with its messages', async () => {
  const plan = await begin('deleted');
  await store.commit(plan, { conversations: [conversation()] });
  await store.commit({ ...plan, step: 1 }, { whole: await whole() });
  await store.commit({ ...plan, step: 2 }, { deleted: conversation().id });
  for (const table of ['conversations', 'messages']) {
    assert.deepEqual(await read(`select id from ${table} where workspace = $1`, 'deleted'), []);
  }
});

void test('should leave the tables of others alone, whatever options the URL has', async () => {
  const jobs = 'select * from public.jobs';
  await ask(postgres.url, 'public', (client) => client.query('create table jobs (name text)'));
  const url = `${postgres.url}?options=-c%20geqo%3Doff`;
  const another = openStore({ url, schema: 'user', worker: 'tester', tell: () => undefined });
  try {
    await assert.rejects(another.check(), /no schema user with jobs: run begin/);
    assert.ok(await another.begin('others'));
    await another.check();
    assert.deepEqual(await another.undone('others', 10), ['plan']);
  } finally {
    await another.close();
  }
  const { fields, rows } = await ask(postgres.url, 'public', (client) => client.query(jobs));
  assert.deepEqual([fields.map(({ name }) => name), rows], [['name'], []]);
});
