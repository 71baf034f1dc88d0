import type { ConversationsOptions } from 'rx-intercom';
import { connect, EMPTY, filter, merge, scan, startWith, switchMap, type Observable } from 'rxjs';
import { session$ } from './session.ts';
import { INITIAL, reduce, type Command, type State } from './state.ts';

/** What the page shows, as it changes by what is commanded and by what arrives. */
export function dashboard$(
  options: ConversationsOptions,
  command$: Observable<Command>,
): Observable<State> {
  return command$.pipe(
    connect((shared$) => merge(shared$, sessions$(options, shared$))),
    scan(reduce, INITIAL),
    startWith(INITIAL),
  );
}

/** 'start' begins a walk, 'start' and 'cancel' unsubscribe from the one before. */
function sessions$(
  options: ConversationsOptions,
  command$: Observable<Command>,
): ReturnType<typeof session$> {
  return command$.pipe(
    filter(({ kind }) => kind === 'start' || kind === 'cancel'),
    switchMap(({ kind }) => (kind === 'start' ? session$(options, command$) : EMPTY)),
  );
}
