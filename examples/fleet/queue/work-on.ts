import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { catchError, defer, EMPTY, exhaustMap, timer, type Observable } from 'rxjs';
import type { WorkspaceOptions } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { runJob } from './run-job.ts';

/** What a process needs to work on a workspace. */
export interface WorkOnConfig {
  readonly workspace: WorkspaceOptions;
  readonly store: Store;
  readonly connection: Redis;
  /** Begins the keys in Redis. */
  readonly fleet: string;
  readonly jobsAtOnce: number;
  readonly tell: (line: string) => void;
}

/** A job whose worker has not told for so many milliseconds that it lives is given to another one. */
const LOCK = 5_000;

/** How often dead workers and lost jobs are looked for, in milliseconds. */
const LOOK = 2_000;

/** Where fewer jobs than this wait in Redis, those that PostgreSQL knows are added again. */
const WAITING = 100;

const JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
};

/**
 * Does the jobs of a workspace. A workspace has a queue of its own, so one with many jobs keeps no
 * other waiting. Redis knows only the ids of the jobs; a job that is there is not added again.
 */
export function workOn({
  workspace,
  store,
  connection,
  fleet,
  jobsAtOnce,
  tell,
}: WorkOnConfig): void {
  const { name } = workspace;
  const queue = new Queue(name, { connection, prefix: fleet });
  const add = async (ids: readonly string[]): Promise<void> => {
    await queue.addBulk(
      ids.map((jobId) => ({ name: 'job', data: {}, opts: { ...JOB_OPTIONS, jobId } })),
    );
  };

  const worker = new Worker(
    name,
    async ({ id = '', stalledCounter }) => {
      const job = await store.find(name, id);
      if (job === undefined) return;
      if (stalledCounter > 0) tell(`${name}: ${id} is taken over at step ${job.step}`);
      await runJob(job, { workspace, store, add, tell });
    },
    {
      connection,
      prefix: fleet,
      concurrency: jobsAtOnce,
      lockDuration: LOCK,
      stalledInterval: LOOK,
      maxStalledCount: 1_000,
    },
  );
  worker.on('failed', (job, error) => {
    tell(`${name}: ${job?.id ?? 'a job'} has failed: ${error.message}`);
  });
  worker.on('error', (error) => {
    tell(`${name}: ${error.message}`);
  });
  queue.on('error', () => undefined);

  const addLost = async (): Promise<void> => {
    if ((await queue.getWaitingCount()) < WAITING) await add(await store.undone(name, WAITING));
  };
  const report = (error: unknown): Observable<never> => {
    tell(`${name}: ${String(error)}`);
    return EMPTY;
  };
  timer(0, LOOK)
    .pipe(exhaustMap(() => defer(addLost).pipe(catchError(report))))
    .subscribe();
}
