import Table from 'cli-table3';
import type { WalkReport } from 'rx-intercom';

/** What came of a run. */
export interface Outcome {
  readonly added: number;
  readonly updated: number;
  /** Rows in the table. */
  readonly rows: number;
  /** Milliseconds. */
  readonly elapsed: number;
  /** Of a run that came to its end. */
  readonly report: WalkReport | undefined;
}

export function summarize({ added, updated, rows, elapsed, report }: Outcome): string {
  const table = new Table({
    colAligns: ['left', 'right'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  table.push(['new', added], ['updated', updated], ['rows in the table', rows]);
  if (report !== undefined) {
    table.push(
      ['requests', report.requests],
      ['retries', report.retries],
      ['waits for the rate limit', seconds(report.waited)],
      ['passes', report.passes],
    );
  }
  table.push(['elapsed', seconds(elapsed)]);
  return table.toString();
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
