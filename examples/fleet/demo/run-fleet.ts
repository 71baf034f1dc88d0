import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { openPool } from '../store/open-pool.ts';
import { openStore } from '../store/store.ts';
import { ask } from './ask.ts';
import { claim } from './claim.ts';
import { lookUp, type WorkspaceProgress } from './look-up.ts';
import { startWorkers, type Workers } from './start-workers.ts';
import { tally, type Tally } from './tally.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { TOKEN, type DemoWorkspace, type Traffic } from './workspace.ts';

/** A run of a fleet over test workspaces. */
export interface RunConfig {
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** Its tables and keys are emptied first, unless `isContinued`. */
  readonly fleet: string;
  readonly isContinued?: boolean;
  readonly workspaces: readonly DemoWorkspace[];
  /** The worker, in one file. */
  readonly program: string;
  readonly workers: number;
  /** Called some times a second. */
  readonly watch: (progress: readonly WorkspaceProgress[], workers: Workers) => unknown;
  readonly tell: (line: string) => void;
  /** Ends the run. */
  readonly signal?: AbortSignal;
}

/** What came of a run. */
export interface RunOutcome {
  /** Milliseconds from the first request to the end. */
  readonly elapsed: number;
  /** The CPU time of the workers that live, in milliseconds. */
  readonly cpu: number;
  readonly workspaces: readonly (Tally & Traffic)[];
  /** How many jobs each worker has done, by its name. */
  readonly jobs: ReadonlyMap<string, number>;
}

const WATCH = 250;

const JOBS = 'select worker, count(*) as count from jobs group by worker order by worker';

/**
 * Runs workers until all jobs are done.
 *
 * @throws `Error` with a sentence where a job has failed, workers end again and again, or another run
 * uses the fleet
 */
export function runFleet(config: RunConfig): Promise<RunOutcome> {
  return ask(config.databaseUrl, config.fleet, async (client) => {
    await claim(client, config.fleet);
    return runClaimed(config);
  });
}

async function runClaimed({
  redisUrl,
  databaseUrl,
  fleet,
  isContinued = false,
  workspaces,
  program,
  workers: count,
  watch,
  tell,
  signal,
}: RunConfig): Promise<RunOutcome> {
  const folder = createTemporaryFolder();
  const file = join(folder.path, 'workspaces.json');
  writeFileSync(file, JSON.stringify(workspaces.map(({ settings }) => settings)));
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  const queues = workspaces.map(({ name }) => new Queue(name, { connection, prefix: fleet }));
  for (const queue of queues) queue.on('error', () => undefined);
  if (!isContinued) {
    await ask(databaseUrl, fleet, (client) =>
      client.query(`drop schema if exists "${fleet}" cascade`),
    );
    for (const queue of queues) await queue.obliterate({ force: true });
  }
  for (const queue of queues) await queue.retryJobs();
  const store = openStore({ url: databaseUrl, schema: fleet, worker: 'main', tell });
  for (const { name } of workspaces) await store.begin(name);
  await store.close();
  const pool = openPool(databaseUrl, fleet, 'main');

  const workers = startWorkers(
    program,
    count,
    {
      REDIS_URL: redisUrl,
      DATABASE_URL: databaseUrl,
      FLEET: fleet,
      WORKSPACES: file,
      JOBS_AT_ONCE: '2',
      [TOKEN]: 'test-token',
    },
    tell,
  );
  try {
    for (;;) {
      await sleep(WATCH, null, { signal });
      workers.check();
      const progress = await lookUp(pool, workspaces);
      if (progress === null) continue;
      await watch(progress, workers);
      if (progress.every(({ undone }) => undone === 0)) break;
      for (const queue of queues) {
        const [failed] = await queue.getFailed(0, 0);
        if (failed) throw new Error(`${failed.id ?? 'A job'} has failed: ${failed.failedReason}`);
      }
    }
    const ended = Date.now();
    const cpu = workers.cpu();
    await workers.stop();
    return await ask(databaseUrl, fleet, async (client) => {
      const { rows } = await client.query<{ worker: string; count: string }>(JOBS);
      const outcomes = [];
      for (const workspace of workspaces) {
        outcomes.push({ ...(await tally(client, workspace)), ...workspace.traffic() });
      }
      const jobs = new Map(rows.map((row) => [row.worker, Number(row.count)]));
      const elapsed = ended - Math.min(...outcomes.map(({ began }) => began));
      return { elapsed, cpu, workspaces: outcomes, jobs };
    });
  } finally {
    await workers.stop();
    await pool.end();
    connection.disconnect();
    folder.remove();
  }
}
