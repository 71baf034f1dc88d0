import { conversations$, type ConversationsOptions } from 'rx-intercom';
import type { IntercomError, StreamEvent } from 'rx-intercom';
import { catchError, connect, defer, EMPTY, filter, finalize, map, merge } from 'rxjs';
import { scan, startWith, Subject, switchMap, take, timer, type Observable } from 'rxjs';
import { INITIAL, reduce, type Action, type Command, type State } from './state.ts';

/** What the page shows, as it changes by what is commanded, by what arrives and by time. */
export function dashboard$(
  options: ConversationsOptions,
  command$: Observable<Command>,
): Observable<State> {
  return command$.pipe(
    connect((shared$) => merge(shared$, sessions$(options, shared$))),
    connect((action$) => merge(action$, ends$(action$))),
    scan(reduce, INITIAL),
    startWith(INITIAL),
  );
}

/** 'start' begins a walk, 'start' and 'cancel' unsubscribe from the one before. */
function sessions$(
  options: ConversationsOptions,
  command$: Observable<Command>,
): Observable<Action> {
  return command$.pipe(
    filter(({ kind }) => kind === 'start' || kind === 'cancel'),
    switchMap(({ kind }) => (kind === 'start' ? session$(options, command$) : EMPTY)),
  );
}

/** The ends of windows and pauses: also when there is no walk any more, because the limiter stays. */
function ends$(action$: Observable<Action>): Observable<Action> {
  const after = (duration: number, kind: 'window-end' | 'pause-end'): Observable<Action> =>
    timer(duration).pipe(map(() => ({ kind })));
  return merge(
    action$.pipe(
      map((action) => (action.kind === 'response' ? (action.rateLimit?.resetIn ?? null) : null)),
      filter((resetIn) => resetIn !== null),
      switchMap((resetIn) => after(resetIn, 'window-end')),
    ),
    action$.pipe(
      filter((action) => action.kind === 'limiter-pause'),
      switchMap(({ duration }) => after(duration, 'pause-end')),
    ),
  );
}

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
