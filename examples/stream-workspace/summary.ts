import Table from 'cli-table3';
import type { Counts } from './meter.ts';

/** What came of the walk. */
export interface Outcome {
  readonly states: ReadonlyMap<string, number>;
  readonly received: ReadonlySet<string>;
  /** How often a conversation came that had come before. */
  readonly repeated: number;
  readonly counts: Counts;
  /** Milliseconds. */
  readonly elapsed: number;
  /** Every id that should have come; `undefined` where that cannot be known. */
  readonly expected: readonly string[] | undefined;
}

export function summarize(outcome: Outcome, color: boolean): string {
  const { states, received, repeated, counts, elapsed, expected } = outcome;
  const table = new Table({
    colAligns: ['left', 'right'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: color ? {} : { head: [], border: [] },
  });
  table.push(['conversations', received.size]);
  for (const [state, count] of [...states].sort()) table.push([`  ${state}`, count]);
  table.push(
    ['requests', counts.requests],
    ['retries', counts.retries],
    ['waits for the rate limit', `${String(counts.waits)} (${seconds(counts.waited)})`],
    ['elapsed', seconds(elapsed)],
    ['conversations repeated', repeated],
    ['conversations lost', expected?.filter((id) => !received.has(id)).length ?? 'not checked'],
  );
  return table.toString();
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
