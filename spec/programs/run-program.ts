import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Program } from './programs.ts';

/** A line of a stack. */
export const STACK = /^\s+at .*:\d+/m;

/** How a program ended. */
export interface Exit {
  readonly code: number | null;
  /** What it printed to both streams. */
  readonly output: string;
}

/** What its user gives a program. */
export interface Given {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ends it as soon as it has printed this. */
  readonly until?: RegExp;
}

/** Runs a program without npm. */
export function runProgram({ args, folder }: Program, given: Given): Promise<Exit> {
  return run(process.execPath, [...args, ...(given.args ?? [])], folder, given);
}

/** Runs a command to its end. */
export async function run(
  command: string,
  args: readonly string[],
  folder: string,
  { env, until }: Pick<Given, 'env' | 'until'> = {},
): Promise<Exit> {
  const child: ChildProcess = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, INTERCOM_ACCESS_TOKEN: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (until?.test(output)) child.kill();
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, output };
}
