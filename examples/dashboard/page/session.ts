import { conversations$, type ConversationsOptions } from 'rx-intercom';
import type { IntercomError, StreamEvent } from 'rx-intercom';
import { catchError, defer, filter, finalize, map, merge, startWith, Subject } from 'rxjs';
import { switchMap, take, type Observable } from 'rxjs';
import type { Action, Command } from './state.ts';

/**
 * One walk through the workspace, that can be paused.
 *
 * ```
 * command$  -------pause---------resume--------
 * result    --(abc)stopped-------------(def)--|
 * ```
 *
 * A pause aborts the walk. Its error, like any other, has a checkpoint, and waits for 'resume' to go
 * on exactly there. Unsubscribing ends the request in flight, and every wait.
 */
export function session$(
  options: ConversationsOptions,
  command$: Observable<Command>,
): Observable<Action> {
  return defer(() => {
    const event$ = new Subject<StreamEvent>();
    const pause = new AbortController();
    const once = (kind: Command['kind']): Observable<Command> =>
      command$.pipe(
        filter((command) => command.kind === kind),
        take(1),
      );
    const pausing = once('pause').subscribe(() => {
      pause.abort();
    });
    const arrival$ = conversations$({ ...options, events: event$, signal: pause.signal }).pipe(
      map((conversation): Action => ({ kind: 'conversation', conversation })),
      finalize(() => {
        pausing.unsubscribe();
        event$.complete();
      }),
    );
    const goOn = (error: IntercomError): Observable<Action> =>
      once('resume').pipe(
        switchMap(() =>
          session$({ ...options, resumeFrom: error.checkpoint ?? undefined }, command$),
        ),
        startWith<Action>({ kind: 'stopped', error }),
      );
    return merge(event$, arrival$).pipe(catchError(goOn));
  });
}
