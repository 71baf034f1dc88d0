import { duration } from '../terminal/format.ts';
import { drawTable } from '../terminal/table.ts';
import type { Reading } from './read.ts';

/** A reading, and what should have come. */
export interface Column {
  readonly name: string;
  readonly reading: Reading;
  /** How many conversations an earlier run has read. */
  readonly earlier: number;
  /** Every id that there is; `undefined` where that is not known, or not all was wanted. */
  readonly ids: readonly string[] | undefined;
}

/** One column for each reading; of two, it says how much faster the second was. */
export function summarize(columns: readonly Column[]): string {
  const row = (name: string, value: (column: Column) => string | number) => [
    name,
    ...columns.map(value),
  ];
  const states = new Set(columns.flatMap(({ reading }) => [...reading.states.keys()]));
  const [first, second] = columns.map(({ reading }) => reading.elapsed);
  return drawTable([
    row('', ({ name }) => name),
    row('conversations', ({ reading }) => reading.received.size),
    ...[...states]
      .sort()
      .map((state) => row(`  ${state}`, ({ reading }) => reading.states.get(state) ?? 0)),
    row('requests', ({ reading }) => reading.costs.requests),
    row('retries', ({ reading }) => reading.costs.retries),
    row('waits for the rate limit', ({ reading }) => reading.costs.waits),
    row('conversations repeated', ({ reading }) => reading.repeated),
    row('conversations lost', lost),
    row('elapsed', ({ reading }) => duration(reading.elapsed)),
    ...(first === undefined || second === undefined
      ? []
      : [['times as fast', '1.0', (first / second).toFixed(1)]]),
  ]);
}

/** Of a walk that went on, only the number can be compared. */
function lost({ reading: { received }, earlier, ids }: Column): string | number {
  if (ids === undefined) return 'not checked';
  if (earlier > 0) return ids.length - earlier - received.size;
  return ids.filter((id) => !received.has(id)).length;
}
