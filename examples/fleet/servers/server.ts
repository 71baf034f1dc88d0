import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithProgram } from './end-with-program.ts';

/** A server of this machine, in a folder of its own. */
export interface Server {
  readonly url: string;
  /** Ends it as a crash does; what it has written to its folder is there when it starts again. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** How a server is run. */
export interface ServerConfig {
  readonly url: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly options?: SpawnOptions;
  /** The signal that ends it at once. Default: `SIGKILL`. */
  readonly crash?: NodeJS.Signals;
  /** Rejects while it does not answer. */
  readonly ask: () => Promise<unknown>;
}

/** Milliseconds that a server has for its start. */
const PATIENCE = 30_000;

/** Starts a server, and waits until it answers. */
export async function startServer({
  url,
  program,
  args,
  options,
  crash = 'SIGKILL',
  ask,
}: ServerConfig): Promise<Server> {
  let server: ChildProcess;
  const isGone = (): boolean => server.exitCode !== null || server.signalCode !== null;
  const start = async (): Promise<void> => {
    server = spawn(program, args, { stdio: 'ignore', ...options });
    endWithProgram(server, crash);
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        await ask();
        return;
      } catch (error) {
        if (isGone() || Date.now() > deadline) {
          throw new Error(`${program} does not start: ${String(error)}`, { cause: error });
        }
        await sleep(50);
      }
    }
  };
  await start();
  return {
    url,
    start,
    async kill() {
      if (isGone()) return;
      server.kill(crash);
      await once(server, 'exit');
    },
  };
}
