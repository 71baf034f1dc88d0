import type { Audit } from '../ranges/audit-ranges.ts';
import { countDelivered, type RangeState } from '../ranges/range.ts';
import type { ExportReport } from './export-options.ts';

/** What the report of an export says besides that of a walk. */
export type ExportSummary = Pick<
  ExportReport,
  'ranges' | 'reread' | 'lateRows' | 'firstTotalCount' | 'lastTotalCount'
>;

/** Counts what the audits of an export find. */
export interface AuditCounter {
  /** @param ranges - as they are audited, before any is read again */
  readonly add: (audit: Audit, ranges: readonly RangeState[]) => void;
  /** @param total - as the first response counted it */
  readonly summary: (ranges: readonly RangeState[], total: number | null) => ExportSummary;
}

export function createAuditCounter(): AuditCounter {
  let reread = 0;
  let lateRows = 0;
  let last: number | null = null;
  let found: number | null = null;
  return {
    add({ verdict, whole }, ranges) {
      const delivered = countDelivered(ranges);
      const again = verdict.kind === 'reread' ? verdict.ranges.filter(({ isDone }) => !isDone) : [];
      reread += again.length;
      lateRows += Math.max(0, delivered - (found ?? delivered));
      last = whole;
      found = delivered;
    },
    summary: (ranges, total) => ({
      ranges: ranges.length,
      reread,
      lateRows,
      firstTotalCount: total,
      lastTotalCount: last ?? total,
    }),
  };
}
