import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CLIENTS } from './clients.ts';

/** What a worker does. */
export interface Task {
  /** Of Redis. */
  readonly port: number;
  /** Of the API. */
  readonly url: string;
  readonly client: keyof typeof CLIENTS;
  readonly streams: number;
  readonly key: string;
}

/** A process that works. */
export interface Worker {
  /** Whether it still runs. */
  readonly isAlive: () => boolean;
  readonly kill: () => Promise<void>;
}

/** Starts a worker, and waits until it makes requests. */
export async function startWorker(task: Task): Promise<Worker> {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url));
  const worker = spawn(process.execPath, ['--import=tsx', file, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  return {
    isAlive: () => worker.exitCode === null && worker.signalCode === null,
    async kill() {
      if (worker.exitCode !== null || worker.signalCode !== null) return;
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    },
  };
}
