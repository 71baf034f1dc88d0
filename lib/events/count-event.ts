import { isRateLimited } from '../errors/is-transient.ts';
import type { StreamEvent } from './stream-event.ts';
import type { WalkReport } from './walk-report.ts';

/** A report that is being counted. */
type Counts = { -readonly [Field in keyof WalkReport]: WalkReport[Field] };

/** Makes the report of a stream that has had no events. */
export function createReport(): Counts {
  return {
    conversations: 0,
    pages: 0,
    requests: 0,
    retries: 0,
    waited: 0,
    firstTotalCount: null,
    lastTotalCount: null,
    passes: 0,
    duplicates: 0,
    maxLateness: 0,
    isOrdered: null,
  };
}

/** Counts an event in a report. It changes the report, because each page has several events. */
export function countEvent(report: Counts, event: StreamEvent): void {
  switch (event.kind) {
    case 'request':
      report.requests += 1;
      break;
    case 'retry':
      report.retries += 1;
      if (isRateLimited(event.error)) report.waited += event.delay;
      break;
    case 'wait':
      report.waited += event.duration;
      break;
    case 'page':
      if (report.pages === 0) report.firstTotalCount = event.totalCount;
      report.lastTotalCount = event.totalCount;
      report.conversations += event.conversations;
      report.pages += 1;
      report.duplicates += event.duplicates;
      report.maxLateness = Math.max(report.maxLateness, event.lateness);
      if (report.isOrdered !== false) report.isOrdered = event.isOrdered;
      break;
    case 'pass':
      report.passes += 1;
      break;
    default:
  }
}
