import type { Audit } from '../ranges/audit-ranges.ts';
import { countDelivered, type RangeState } from '../ranges/range.ts';
import type { ExportReport } from './export-options.ts';

/** What audits add to the report of an export. */
export type AuditSummary = Pick<ExportReport, 'reread' | 'lateRows' | 'lastTotalCount'>;

/** Counts what the audits of an export find. */
export interface AuditCounter {
  /** @param ranges - as they are audited, before any is read again */
  readonly add: (audit: Audit, ranges: readonly RangeState[]) => void;
  readonly summary: () => AuditSummary;
}

export function createAuditCounter(): AuditCounter {
  let summary: AuditSummary = { reread: 0, lateRows: 0, lastTotalCount: null };
  let found: number | null = null;
  return {
    add({ verdict, whole }, ranges) {
      const delivered = countDelivered(ranges);
      const again = verdict.kind === 'reread' ? verdict.ranges.filter(({ isDone }) => !isDone) : [];
      summary = {
        reread: summary.reread + again.length,
        lateRows: summary.lateRows + Math.max(0, delivered - (found ?? delivered)),
        lastTotalCount: whole,
      };
      found = delivered;
    },
    summary: () => summary,
  };
}
