import type { WalkReport } from '../../lib/index.ts';

/** A report of a walk of 45 conversations in 3 pages, but for these numbers. */
export function report(changes: Partial<WalkReport> = {}): WalkReport {
  return {
    conversations: 45,
    pages: 3,
    requests: 3,
    retries: 0,
    waited: 0,
    firstTotalCount: 45,
    lastTotalCount: 45,
    passes: 0,
    duplicates: 0,
    maxLateness: 0,
    isOrdered: null,
    ...changes,
  };
}
