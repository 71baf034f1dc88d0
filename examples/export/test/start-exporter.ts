import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it printed to both streams. */
  readonly output: string;
}

/** The exporter, running. */
export interface Exporter {
  readonly kill: ChildProcess['kill'];
  readonly exit: Promise<Exit>;
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts the exporter without a process in between, so that a kill reaches it. */
export function startExporter(...args: readonly string[]): Exporter {
  const child = spawn(process.execPath, ['--conditions=source', '--import=tsx', MAIN, ...args], {
    env: { ...process.env, INTERCOM_ACCESS_TOKEN: 'test-token' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exit = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    output,
  }));
  return { kill: (signal) => child.kill(signal), exit };
}
