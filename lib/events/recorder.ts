import { noop, of, tap, type MonoTypeOperatorFunction, type Observer } from 'rxjs';
import type { Checkpoint } from '../types/checkpoint.ts';
import { callBack } from '../errors/call-back.ts';
import type { StreamEvent } from './stream-event.ts';
import { addEvent, NOTHING_YET, type WalkReport } from './walk-report.ts';

/** Who wants to know. */
export interface RecorderOptions {
  readonly events?: Pick<Observer<StreamEvent>, 'next'> | undefined;
  readonly onComplete?: ((report: WalkReport) => void) | undefined;
}

/** Keeps the report of one stream, and tells its observer what happens. */
export interface Recorder {
  readonly notify: (event: StreamEvent) => void;
  /**
   * The stream is complete.
   *
   * @throws {@link InvalidOptionsError} when `onComplete` fails
   */
  readonly finish: (checkpoint: Checkpoint) => void;
}

/** @param options - looked at when something has happened, and checked by then */
export function createRecorder(options: RecorderOptions): Recorder {
  let report = NOTHING_YET;
  const tell = (event: StreamEvent): void => {
    const { events } = options;
    if (events === undefined) return;
    // What an observer throws is reported by RxJS, and does not disturb the stream.
    of(event).subscribe({
      next: (told) => {
        events.next(told);
      },
      error: noop,
    });
  };
  return {
    notify(event) {
      report = addEvent(report, event);
      tell(event);
    },
    finish(checkpoint) {
      tell({ kind: 'complete', report });
      callBack('onComplete', options.onComplete, report, checkpoint);
    },
  };
}

/**
 * Tells the recorder when the stream completes.
 *
 * @param checkpoint - says where the walk stands then
 */
export function finishing<T>(
  { finish }: Recorder,
  checkpoint: () => Checkpoint,
): MonoTypeOperatorFunction<T> {
  return tap({
    complete: () => {
      finish(checkpoint());
    },
  });
}
