import { defer, tap, type Observable } from 'rxjs';
import { callBack } from '../errors/call-back.ts';
import type { StreamEvent } from './stream-event.ts';
import { addEvent, NOTHING_YET, type WalkReport } from './walk-report.ts';

/** Who wants the report. */
export interface ReportOptions {
  readonly onComplete?: ((report: WalkReport) => void) | undefined;
}

/**
 * Keeps the report of a stream, and hands it over when the stream completes.
 *
 * @param run - makes the stream, which tells what happens; looks at the options first
 */
export function withReport<T>(
  options: ReportOptions,
  run: (notify: (event: StreamEvent) => void) => Observable<T>,
): Observable<T> {
  return defer(() => {
    let report = NOTHING_YET;
    const source = run((event) => {
      report = addEvent(report, event);
    });
    const complete = (): void => {
      callBack('onComplete', options.onComplete, report);
    };
    return source.pipe(tap({ complete }));
  });
}
