import { defer, finalize, ReplaySubject, Subject, takeUntil, tap, type Observable } from 'rxjs';

/** Which page to load. */
export interface PageRequest {
  /** `null` for the top of the list. */
  readonly cursor: string | null;
  /** How many rows are wanted from there on; `Infinity` for all. */
  readonly wanted: number;
  /** The rows behind this time only, in unix seconds; `null`, or left out, for all. */
  readonly beyond?: number | null | undefined;
  /** How much larger than usual the page should be; left out for 0. */
  readonly extra?: number | undefined;
}

/** What is known of a page so far. */
export interface LoadedPage {
  /** The cursor of the page after it; `null` while that is not known, and at the end of the list. */
  readonly next: string | null;
}

/** Loads a page: emits each time more is known of it. */
export type Load<Page extends LoadedPage> = (request: PageRequest) => Observable<Page>;

/** A {@link Load} that keeps one page ahead. */
export interface Prefetch<Page extends LoadedPage> {
  readonly load: Load<Page>;
  /** Cancels the page ahead, and loads no other. */
  readonly close: () => void;
}

/** A page that is loading ahead. */
interface Ahead<Page> {
  readonly cursor: string;
  readonly page$: ReplaySubject<Page>;
  /** Ends the loading, also while it begins. */
  readonly stop$: Subject<void>;
}

/**
 * Loads the following page while a page is still arriving: as soon as its cursor is known. A page
 * loaded ahead keeps its latest value, and its error, until it is asked for.
 *
 * When another cursor turns out to be the right one, and when a page fails and is requested again,
 * the page ahead is cancelled: it would be the older of the two.
 *
 * @param load - loads a page
 * @param following - the request for the page after another one; `null` when it is not wanted
 */
export function prefetch<Page extends LoadedPage>(
  load: Load<Page>,
  following: (request: PageRequest, next: string) => PageRequest | null,
): Prefetch<Page> {
  let ahead: Ahead<Page> | null = null;
  let isClosed = false;

  const cancel = (): void => {
    ahead?.stop$.next();
    ahead = null;
  };

  const loadAhead = (request: PageRequest, next: string | null): void => {
    if (next !== null && ahead?.cursor === next) return;
    cancel();
    if (next === null || isClosed) return;
    const wanted = following(request, next);
    if (wanted === null) return;
    const page$ = new ReplaySubject<Page>(1);
    const stop$ = new Subject<void>();
    ahead = { cursor: next, page$, stop$ };
    defer(() => load(wanted))
      .pipe(takeUntil(stop$))
      .subscribe(page$);
  };

  return {
    load: (request) =>
      defer(() => {
        const taken = ahead?.cursor === request.cursor ? ahead : null;
        if (taken !== null) ahead = null;
        return (taken?.page$ ?? load(request)).pipe(
          tap(({ next }) => {
            loadAhead(request, next);
          }),
          finalize(() => taken?.stop$.next()),
        );
      }),
    close: () => {
      isClosed = true;
      cancel();
    },
  };
}
