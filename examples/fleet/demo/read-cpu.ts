import { readFileSync } from 'node:fs';

/** Milliseconds of a tick, in which Linux counts. */
const TICK = 10;

/** The CPU time of a process, in milliseconds; `NaN` where the system does not tell. */
export function readCpu(pid: number | undefined): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may have spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return TICK * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return NaN;
  }
}
