import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endWithProgram } from '../servers/end-with-program.ts';
import { readCpu } from './read-cpu.ts';

/** Worker processes. One that dies is replaced, as a process manager does. */
export interface Workers {
  /** Kills the oldest one, with `kill -9`. @returns its name */
  readonly killOne: () => string;
  /** The CPU time of those that live, in milliseconds. */
  readonly cpu: () => number;
  /** @throws `Error` with a sentence where too many have ended by themselves; none is replaced then */
  readonly check: () => void;
  /** Ends all for good. */
  readonly stop: () => Promise<void>;
}

/** So many workers may end by themselves: one that cannot start is not started for ever. */
const MOST = 5;

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
  let ended = 0;

  const startOne = (): void => {
    started += 1;
    const name = `worker ${started}`;
    const worker = spawn(process.execPath, [program], {
      env: { ...process.env, ...environment, WORKER: name },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.set(name, worker);
    endWithProgram(worker);
    for (const input of [worker.stdout, worker.stderr]) {
      createInterface({ input }).on('line', (line) => {
        if (!isStopped) tell(`${name}: ${line}`);
      });
    }
    // `close` comes after the last line, `exit` may come before.
    worker.once('close', () => {
      const isKilled = !alive.delete(name);
      if (isStopped) return;
      if (!isKilled) ended += 1;
      if (ended < MOST) startOne();
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
    check() {
      if (ended >= MOST) {
        throw new Error(`${MOST} workers have ended by themselves: their lines say why.`);
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all(
        [...alive.values()].map(async (worker) => {
          const close = once(worker, 'close');
          worker.kill('SIGKILL');
          await close;
        }),
      );
    },
  };
}
