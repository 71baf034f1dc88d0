import Table from 'cli-table3';
import type { Outcome } from './run-row.ts';

const HEAD = ['runtime', 'version', 'modules', 'fetch'];

/** Whether all checks of a row are ok. */
export function isOk({ failure, checks }: Outcome): boolean {
  return failure === undefined && checks.length > 0 && checks.every(({ ok }) => ok);
}

/** The head of the table, and its rows. */
export function toCells(outcomes: readonly Outcome[]): string[][] {
  const names = [...new Set(outcomes.flatMap(({ checks }) => checks.map(({ name }) => name)))];
  return [[...HEAD, ...names], ...outcomes.map((outcome) => rowCells(outcome, names))];
}

/** The table with durations, and below it what went wrong. */
export function toTerminal(outcomes: readonly Outcome[]): string {
  const [head = [], ...rows] = toCells(outcomes);
  const style = { compact: true, head: [], border: [] };
  const table = new Table({ head: [...head, 'ms'], style });
  table.push(...rows.map((row, index) => [...row, outcomes[index]?.duration.toFixed(0)]));
  return [table.toString(), ...outcomes.flatMap(complaints), ''].join('\n');
}

function rowCells(outcome: Outcome, names: readonly string[]): string[] {
  const { row, version, checks, failure } = outcome;
  const marks = names.map((name) => {
    const check = checks.find((candidate) => candidate.name === name);
    if (check === undefined) return failure === undefined ? '–' : 'failed';
    return check.ok ? 'ok' : 'failed';
  });
  return [row.runtime, version, row.modules, row.fetch, ...marks];
}

function complaints({ row, checks, failure }: Outcome): string[] {
  const title = `${row.runtime}, ${row.modules}, ${row.fetch}`;
  const failed = checks.filter(({ ok }) => !ok);
  return [
    ...(failure === undefined ? [] : [`${title}: ${failure}`]),
    ...failed.map(({ name, detail }) => `${title}: ${name}: ${detail}`),
  ];
}
