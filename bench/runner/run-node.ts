import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Longer than any run may take, in milliseconds. */
const TIMEOUT = 180_000;

/**
 * Runs a module in a fresh process, without a loader.
 *
 * @param module - below `bench/`
 * @returns what it printed: one line of JSON
 */
export async function runNode(module: string, ...args: readonly string[]): Promise<unknown> {
  const path = fileURLToPath(new URL(`../${module}`, import.meta.url));
  const { stdout } = await execute(process.execPath, [path, ...args], { timeout: TIMEOUT });
  return JSON.parse(stdout);
}
