import { concatMap, EMPTY, expand, Observable, queueScheduler, subscribeOn } from 'rxjs';

/** One value of a paginated stream. */
export interface Step<State> {
  /** The state that loads the following page; `null` when none follows. */
  readonly next: State | null;
}

/**
 * Loads page after page: each load may name the state of the load after it.
 *
 * ```
 * load(1)   --a|          a names 2
 * load(2)     --b|        b names none
 * result    --a--b|
 * ```
 *
 * A page is loaded when the one before it has been delivered and the subscriber is still there, so
 * `take(n)` loads n pages. Unsubscribing unsubscribes from the load. Loads may answer synchronously,
 * in any number.
 *
 * @param start - the state of the first load
 * @param load - called once for each page
 * @param whenPageWanted - emits when the following page is wanted; without it, at once
 * @returns the values of all loads, in order; errors: those of the loads
 */
export function paginate<State, Value extends Step<State>>(
  start: NoInfer<State>,
  load: (state: State) => Observable<Value>,
  whenPageWanted?: () => Observable<unknown>,
): Observable<Value> {
  return new Observable((subscriber) => {
    const loadWanted = (state: State): Observable<Value> =>
      whenPageWanted === undefined
        ? load(state)
        : whenPageWanted().pipe(concatMap(() => load(state)));

    load(start)
      .pipe(
        // `expand` does not look whether the subscriber is still there, and recurses when a load
        // answers synchronously: the queue keeps the stack flat.
        expand(({ next }) =>
          next === null || subscriber.closed
            ? EMPTY
            : loadWanted(next).pipe(subscribeOn(queueScheduler)),
        ),
      )
      .subscribe(subscriber);
  });
}
