import { noop, Observable, of, tap, type MonoTypeOperatorFunction, type Observer } from 'rxjs';
import { callUser } from '../errors/call-user.ts';
import type { ErrorContext } from '../errors/error-context.ts';
import { countEvent, createReport } from './count-event.ts';
import type { StreamEvent } from './stream-event.ts';
import type { WalkReport } from './walk-report.ts';

/** The options that a reporter calls. */
export interface ReporterOptions {
  readonly events?: Pick<Observer<StreamEvent>, 'next'> | undefined;
  readonly onComplete?: ((report: WalkReport) => void) | undefined;
}

/** Counts the events of one stream, and passes them on to its observer. */
export interface Reporter {
  /** A pass that goes on after a failure has begun already: its event is left out. */
  readonly emit: (event: StreamEvent) => void;

  /** Mirrors the source. Emits no event after the source has ended, or its subscriber has left. */
  readonly reportUntilEnd: <T>() => MonoTypeOperatorFunction<T>;

  /**
   * {@link Reporter.reportUntilEnd}; and when the source completes, emits the `complete` event and
   * calls `onComplete`.
   *
   * @param checkpoint - returns the position of the walk, for the error
   * @returns errors: those of the source, and {@link InvalidOptionsError} when `onComplete` throws
   */
  readonly reportOnComplete: <T>(
    checkpoint: () => ErrorContext['checkpoint'],
  ) => MonoTypeOperatorFunction<T>;
}

/** Makes the reporter of one subscription. */
export function createReporter({ events, onComplete }: ReporterOptions): Reporter {
  const report = createReport();
  let pass = 0;
  let stream: { readonly closed: boolean } | undefined;
  const notify = (event: StreamEvent): void => {
    if (events === undefined || stream?.closed === true) return;
    // If the observer throws, RxJS reports the error and the stream goes on.
    of(event).subscribe({
      next: (value) => {
        events.next(value);
      },
      error: noop,
    });
  };
  const reportUntilEnd: Reporter['reportUntilEnd'] = () => (source) =>
    new Observable((subscriber) => {
      stream = subscriber;
      source.subscribe(subscriber);
    });
  return {
    reportUntilEnd,
    emit(event) {
      if (events === undefined && onComplete === undefined) return;
      if (event.kind === 'pass') {
        if (event.number === pass) return;
        pass = event.number;
      }
      countEvent(report, event);
      notify(event);
    },
    reportOnComplete: (checkpoint) => (source) =>
      source.pipe(
        tap({
          complete: () => {
            notify({ kind: 'complete', report: { ...report } });
            callUser('onComplete', () => onComplete?.({ ...report }), undefined, checkpoint());
          },
        }),
        reportUntilEnd(),
      ),
  };
}
