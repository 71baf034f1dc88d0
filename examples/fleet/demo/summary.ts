import { duration } from '../../terminal/format.ts';
import { drawTable } from '../../terminal/table.ts';
import type { RunOutcome } from './run-fleet.ts';

/** A table with a column for each workspace. */
export function summarize(
  names: readonly string[],
  { workspaces, elapsed, jobs }: RunOutcome,
  alone: RunOutcome | null,
): string {
  const percent = (share: number): string =>
    Number.isNaN(share) ? '–' : `${Math.round(share * 100)} %`;
  const row = (
    name: string,
    value: (of: RunOutcome['workspaces'][number]) => string | number,
  ): readonly (string | number)[] => [name, ...workspaces.map(value)];
  const totals = [
    ['elapsed', duration(elapsed)],
    ...(alone === null
      ? []
      : [
          ['with one worker', duration(alone.elapsed)],
          ['  CPU of a request', `${cpuOf(alone).toFixed(1)} ms`],
          ['times as fast', (alone.elapsed / elapsed).toFixed(1)],
        ]),
    ...[...jobs].map(([worker, count]) => [`jobs of ${worker}`, count]),
  ];
  return [
    drawTable([
      ['', ...names],
      row('conversations', ({ conversations }) => conversations),
      row('messages', ({ messages }) => messages),
      row('lost', ({ lost }) => lost),
      row('twice', ({ twice }) => twice),
      row('requests', ({ requests }) => requests),
      row('429s', ({ refused }) => refused),
      row('share of the limit used', ({ used }) => percent(used)),
    ]),
    drawTable(totals),
  ].join('\n');
}

/** Of all that the worker does. */
function cpuOf({ cpu, workspaces }: RunOutcome): number {
  return cpu / workspaces.reduce((sum, { requests }) => sum + requests, 0);
}
