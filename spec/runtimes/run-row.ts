import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Row } from './plan.ts';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What a row's process prints, in one line, when it has done its work. */
interface Printed {
  readonly version: string;
  readonly checks: readonly Check[];
}

export interface Outcome extends Printed {
  readonly row: Row;
  /** Milliseconds, from the start of the process to its end. */
  readonly duration: number;
  /** Why there are no checks. */
  readonly failure: string | undefined;
}

const HARD_TIMEOUT = 20_000;
/** Milliseconds to end in, once the result is printed. */
const GRACE = 3_000;

/** Runs a row in a process group of its own, which is killed when it takes too long. */
export async function runRow(row: Row, cwd: string): Promise<Outcome> {
  const started = performance.now();
  const result = await run(row.command, cwd).catch((error: unknown) => String(error));
  const duration = performance.now() - started;
  return typeof result === 'string'
    ? { row, version: 'failed', checks: [], duration, failure: result }
    : { row, ...result, duration, failure: undefined };
}

async function run([command, ...args]: Row['command'], cwd: string): Promise<Printed> {
  const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const timers = [setTimeout(kill, HARD_TIMEOUT)];
  child.stdout.once('data', () => timers.push(setTimeout(kill, GRACE)));
  process.once('exit', kill);
  try {
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    const end = String(child.signalCode ?? child.exitCode);
    const printed = parse(stdout);
    if (printed === undefined) throw new Error(`ended with ${end}: ${stderr || stdout}`.trim());
    const ends = { name: 'ends', ok: end === '0', detail: `ended with ${end}` };
    return { ...printed, checks: [...printed.checks, ends] };
  } finally {
    timers.forEach(clearTimeout);
    process.off('exit', kill);
  }
}

function parse(stdout: string): Printed | undefined {
  return stdout.startsWith('{"version"') ? (JSON.parse(stdout) as Printed) : undefined;
}
