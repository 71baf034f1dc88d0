import { isRateLimited } from '../errors/is-transient.ts';
import type { StreamEvent } from './stream-event.ts';

/** What a stream that has completed looks back on. */
export interface WalkReport {
  /** Conversations delivered. */
  readonly conversations: number;
  /** Pages delivered. */
  readonly pages: number;
  /** Requests sent, repeated ones included. */
  readonly requests: number;
  /** Of these, the repeated ones, those for a smaller page included. */
  readonly retries: number;
  /** Time spent waiting for the rate limit, in milliseconds. */
  readonly waited: number;
  /** Conversations in the workspace, as the first page told; `null` when it did not. */
  readonly firstTotalCount: number | null;
  /** As the last page told. */
  readonly lastTotalCount: number | null;
  /** How often the list was read from the top again to catch up. */
  readonly sweeps: number;
  /** Conversations met again unchanged, and not delivered again. */
  readonly duplicates: number;
  /** Whether the list came last updated first, as `catchUp` relies on; `null` where not looked. */
  readonly isOrdered: boolean | null;
}

/** The report of a stream that has not begun. */
export const NOTHING_YET: WalkReport = {
  conversations: 0,
  pages: 0,
  requests: 0,
  retries: 0,
  waited: 0,
  firstTotalCount: null,
  lastTotalCount: null,
  sweeps: 0,
  duplicates: 0,
  isOrdered: null,
};

/** Adds an event to a report. */
export function addEvent(report: WalkReport, event: StreamEvent): WalkReport {
  switch (event.kind) {
    case 'request':
      return { ...report, requests: report.requests + 1 };
    case 'response':
    case 'complete':
      return report;
    case 'retry': {
      const waited = report.waited + (isRateLimited(event.error) ? event.delay : 0);
      return { ...report, retries: report.retries + 1, waited };
    }
    case 'wait':
      return { ...report, waited: report.waited + event.duration };
    case 'page':
      return {
        ...report,
        conversations: report.conversations + event.conversations,
        pages: report.pages + 1,
        duplicates: report.duplicates + event.duplicates,
        firstTotalCount: report.pages === 0 ? event.totalCount : report.firstTotalCount,
        lastTotalCount: event.totalCount,
        isOrdered: report.isOrdered === false ? false : event.isOrdered,
      };
    case 'sweep':
      return { ...report, sweeps: report.sweeps + 1 };
  }
}
