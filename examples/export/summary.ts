import { drawTable } from '../terminal/table.ts';
import { duration } from '../terminal/format.ts';
import type { Costs } from '../terminal/activity.ts';
import type { Tally } from './store.ts';

/** What came of a run. */
export interface Outcome {
  /** Conversations read from the ranges. */
  readonly read: number;
  /** Conversations read because they had changed, or were new. */
  readonly changed: number;
  /** Conversations that were deleted before their messages were asked for. */
  readonly deleted: number;
  readonly costs: Costs;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly tally: Tally;
  /** How many of `tally.before` the workspace counts; `null` where the run did not come to its end. */
  readonly expected: number | null;
}

/** How many conversations of the workspace are not in the file, as far as two counts can tell. */
export function countLost({ tally, expected }: Pick<Outcome, 'tally' | 'expected'>): number {
  return Math.max(0, (expected ?? 0) - tally.before);
}

export function summarize(outcome: Outcome): string {
  const { read, changed, deleted, costs, elapsed, tally, expected } = outcome;
  const { cut, rows, before } = tally;
  return drawTable([
    ['read', read],
    ['changed meanwhile', changed],
    ...(deleted > 0 ? [['deleted meanwhile, left out', deleted] as const] : []),
    ...(cut.length > 0 ? [['without their first messages', name(cut)] as const] : []),
    ['requests', costs.requests],
    ['retries', costs.retries],
    ['waits for the rate limit', costs.waits],
    ['elapsed', duration(elapsed)],
    ['in the file', rows],
    ...(expected === null
      ? []
      : ([
          ['  created before this run', before],
          ['  as the workspace counts', expected],
          ['lost', countLost(outcome)],
        ] as const)),
  ]);
}

/** A count, and the first few ids. */
function name(ids: readonly string[]): string {
  const more = ids.length > 3 ? ', …' : '';
  return `${ids.length} (${ids.slice(0, 3).join(', ')}${more})`;
}
