import type { PoolClient } from 'pg';
import type { Batch, Job, JobContext, NewJob } from '../jobs/job.ts';
import { openPool } from './open-pool.ts';
import * as sql from './schema.ts';
import { whileAway } from './while-away.ts';
import { writeConversations, writeMessages } from './write-rows.ts';

/** The jobs, conversations and messages of a fleet, in PostgreSQL. */
export interface Store {
  /**
   * Makes the tables where there are none, and adds the first job of a workspace; where all are done, a
   * job for what has changed since.
   *
   * @returns whether it has added one
   */
  readonly begin: (workspace: string) => Promise<boolean>;
  /** @throws `Error` with a sentence where there are no tables */
  readonly check: () => Promise<void>;
  /** A job that is not done. */
  readonly find: (workspace: string, id: string) => Promise<Job | undefined>;
  /** The ids of the oldest jobs that are not done. */
  readonly undone: (workspace: string, count: number) => Promise<readonly string[]>;
  /**
   * Writes what a job has read, where it goes on and what follows, all or nothing.
   *
   * @returns the ids of the jobs that it has added
   * @throws {@link TakenOver} where another worker has gone on with the job
   */
  readonly commit: (job: Job, batch: Batch) => Promise<readonly string[]>;
  readonly withoutMessages: (
    workspace: string,
    ids: readonly string[],
  ) => ReturnType<JobContext['withoutMessages']>;
  readonly close: () => Promise<void>;
}

/** Another worker has gone on with the job, so this one writes nothing. */
export class TakenOver extends Error {}

/** Where the tables are, and who uses them. */
export interface StoreConfig {
  readonly url: string;
  readonly schema: string;
  /** The name of this process. */
  readonly worker: string;
  /** Receives a line for each failed attempt to reach PostgreSQL. */
  readonly tell: (line: string) => void;
}

export function openStore({ url, schema, worker, tell }: StoreConfig): Store {
  const pool = openPool(url, schema, worker);
  const again = <Value>(work: () => Promise<Value>): Promise<Value> =>
    whileAway(work, ({ message }) => {
      tell(`PostgreSQL is away: ${message}`);
    });
  const query = async (text: string, values: readonly unknown[]): Promise<readonly unknown[]> => {
    const { rows } = await again(() => pool.query<object>(text, [...values]));
    return rows;
  };
  const transact = <Value>(work: (client: PoolClient) => Promise<Value>): Promise<Value> =>
    again(async () => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const value = await work(client);
        await client.query('commit');
        client.release();
        return value;
      } catch (error) {
        // A connection that is closed takes its transaction back.
        client.release(true);
        throw error;
      }
    });
  const ids = (rows: readonly unknown[]): readonly string[] =>
    (rows as readonly { readonly id: string }[]).map(({ id }) => id);

  return {
    begin: (workspace) =>
      transact(async (client) => {
        await client.query(`select pg_advisory_xact_lock(hashtext('${schema}'))`);
        await client.query(`create schema if not exists "${schema}"`);
        await client.query(sql.SCHEMA);
        const plan: NewJob = { id: 'plan', kind: 'plan', data: {} };
        if (await addJob(client, workspace, plan)) return true;
        const { rows } = await client.query<{ count: string; since: string | null }>(
          sql.LAST_CHANGES,
          [workspace],
        );
        const { count, since } = rows[0] ?? { count: '0', since: null };
        if (since === null) return false;
        const number = Number(count) + 1;
        const data = { since: Number(since) };
        return addJob(client, workspace, { id: `changes-${number}`, kind: 'changes', data });
      }),

    async check() {
      const [found] = await query('select to_regclass($1) as jobs', [`"${schema}".jobs`]);
      if ((found as { readonly jobs: string | null }).jobs !== null) return;
      throw new Error(`The database of DATABASE_URL has no schema ${schema} with jobs: run begin.`);
    },

    async find(workspace, id) {
      const [job] = await query(sql.FIND_JOB, [workspace, id]);
      return job as Job | undefined;
    },

    undone: async (workspace, count) => ids(await query(sql.UNDONE_JOBS, [workspace, count])),

    commit: (job, batch) =>
      transact(async (client) => {
        const { workspace, id, step } = job;
        const { conversations = [], whole, deleted, checkpoint = null, afterLast } = batch;
        if (afterLast !== undefined) await client.query(sql.LOCK_WORKSPACE, [workspace]);
        const { isDone = false } = batch;
        const moved = await client.query(sql.MOVE_JOB, [workspace, id, step, checkpoint, isDone]);
        if (moved.rowCount === 0)
          throw new TakenOver(`${workspace}: ${id} is done by another worker`);

        await writeConversations(client, workspace, conversations);
        if (whole !== undefined) await writeMessages(client, workspace, whole);
        if (deleted !== undefined)
          await client.query(sql.DELETE_CONVERSATION, [workspace, deleted]);

        const next = [...(batch.next ?? [])];
        if (conversations.length > 0) {
          const data = { ids: conversations.map((conversation) => conversation.id) };
          next.push({ id: `messages-${id}-${step}`, kind: 'messages', data });
        }
        if (afterLast !== undefined) {
          const left = await client.query(sql.HAS_UNDONE, [workspace, job.kind]);
          if (left.rowCount === 0) next.push(afterLast);
        }
        for (const one of next) await addJob(client, workspace, one);
        return next.map((one) => one.id);
      }),

    withoutMessages: async (workspace, some) =>
      ids(await query(sql.WITHOUT_MESSAGES, [workspace, some])),

    close: () => pool.end(),
  };
}

/** @returns whether there was none with its id */
async function addJob(client: PoolClient, workspace: string, { id, kind, data }: NewJob) {
  const { rowCount } = await client.query(sql.ADD_JOB, [workspace, id, kind, data]);
  return rowCount === 1;
}
