import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readCpu } from './read-cpu.ts';

/** Worker processes. One that dies is replaced, as a process manager does. */
export interface Workers {
  /** Kills the oldest one, with `kill -9`. @returns its name */
  readonly killOne: () => string;
  /** The CPU time of those that live, in milliseconds. */
  readonly cpu: () => number;
  /** Ends all for good. */
  readonly stop: () => Promise<void>;
}

/** @param tell - receives what they print */
export function startWorkers(
  program: string,
  count: number,
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Workers {
  const alive = new Map<string, ChildProcess>();
  let isStopped = false;
  let started = 0;

  const startOne = (): void => {
    started += 1;
    const name = `worker ${started}`;
    const worker = spawn(process.execPath, [program], {
      env: { ...process.env, ...environment, WORKER: name },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.set(name, worker);
    for (const input of [worker.stdout, worker.stderr]) {
      createInterface({ input }).on('line', (line) => {
        if (!isStopped) tell(`${name}: ${line}`);
      });
    }
    worker.once('exit', () => {
      alive.delete(name);
      if (!isStopped) startOne();
    });
  };
  for (let index = 0; index < count; index += 1) startOne();

  return {
    killOne() {
      const [[name, worker] = ['none']] = alive;
      alive.delete(name);
      worker?.kill('SIGKILL');
      return name;
    },
    cpu: () => [...alive.values()].reduce((sum, { pid }) => sum + readCpu(pid), 0),
    async stop() {
      isStopped = true;
      await Promise.all(
        [...alive.values()].map(async (worker) => {
          const exit = once(worker, 'exit');
          worker.kill('SIGKILL');
          await exit;
        }),
      );
    },
  };
}
