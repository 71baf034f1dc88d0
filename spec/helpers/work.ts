import { map, Observable, tap, timer } from 'rxjs';
import type { Conversation } from '../../lib/index.ts';

/** Work that takes its time, and what can be told of it. */
export interface Work {
  readonly project: (conversation: Conversation) => Observable<string>;
  /** Begun, completed and torn down so far. */
  readonly begun: () => number;
  readonly done: () => number;
  readonly ended: () => number;
  /** The most that ever ran at once. */
  readonly most: () => number;
}

/**
 * Makes work that emits the id of its conversation when it is done.
 *
 * @param duration - of the work on the conversation with that index, in milliseconds
 */
export function createWork(duration: (index: number) => number): Work {
  let begun = 0;
  let done = 0;
  let ended = 0;
  let most = 0;
  return {
    project: ({ id }) =>
      new Observable<string>((subscriber) => {
        const index = begun;
        begun += 1;
        most = Math.max(most, begun - ended);
        subscriber.add(() => {
          ended += 1;
        });
        subscriber.add(
          timer(duration(index))
            .pipe(
              map(() => id),
              tap({
                complete: () => {
                  done += 1;
                },
              }),
            )
            .subscribe(subscriber),
        );
      }),
    begun: () => begun,
    done: () => done,
    ended: () => ended,
    most: () => most,
  };
}
