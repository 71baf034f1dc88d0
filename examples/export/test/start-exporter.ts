import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { buildProgram } from './build-program.ts';

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

const program = await buildProgram();

/** Starts the exporter without a process in between, so that a kill reaches it. */
export function startExporter(...args: readonly string[]): Exporter {
  const child = spawn(process.execPath, [program, ...args], {
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

/** What an exporter prints that comes to a good end. */
export async function succeed({ exit }: Exporter): Promise<string> {
  const { code, output } = await exit;
  assert.equal(code, 0, output);
  return output;
}
