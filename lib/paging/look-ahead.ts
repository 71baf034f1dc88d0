import { finalize, ReplaySubject, Subscription } from 'rxjs';
import type { PageRequest, Step, WalkConfig } from './walk.ts';

/** The page to be delivered next, and the one page that may be asked for before it is. */
export interface LookAhead<Page> {
  /** Makes the page after this cursor the one to be delivered next. */
  advance(cursor: string | undefined): PageRequest<Page>;

  /** Says where the page to be delivered next really leads; what was asked for wrongly is dropped. */
  learn(next: string | null): void;

  /** Ends the request ahead, and makes no other. */
  readonly close: () => void;
}

/** A page asked for. */
interface Asked<Page> {
  readonly cursor: string | undefined;
  readonly request: PageRequest<Page>;
  /** Of a request made ahead: whoever takes it over ends it by unsubscribing from the request. */
  readonly connection: Subscription;
  /** Where the page leads, as far as is known. */
  readonly lead: { next: string | null };
}

/**
 * Keeps at most one page ahead of the page to be delivered next.
 *
 * @param request - makes the request for a page
 * @param wanted - whether the page after this cursor is to be asked for ahead
 */
export function createLookAhead<Page>(
  request: WalkConfig<Page>['request'],
  wanted: (next: string) => boolean,
): LookAhead<Page> {
  let current: Asked<Page> | undefined;
  let ahead: Asked<Page> | undefined;
  let isClosed = false;
  const closed = (): boolean => isClosed;

  const ask = (cursor: string | undefined, isAhead: boolean): Asked<Page> => {
    const lead: Asked<Page>['lead'] = { next: null };
    const early = (next: string | null): void => {
      lead.next = next;
      if (lead === current?.lead) look();
    };
    const made = request(cursor, early, isAhead);
    if (!isAhead) return { cursor, request: made, connection: Subscription.EMPTY, lead };
    const result$ = new ReplaySubject<Step<Page>>(1);
    const connection = made.step$.subscribe(result$);
    const step$ = result$.pipe(
      finalize(() => {
        connection.unsubscribe();
      }),
    );
    return { cursor, request: { ...made, step$ }, connection, lead };
  };

  const drop = (): void => {
    ahead?.connection.unsubscribe();
    ahead = undefined;
  };

  const look = (): void => {
    const next = current?.lead.next ?? null;
    if (next !== null && ahead?.cursor === next) return;
    drop();
    if (closed() || next === null || !wanted(next)) return;
    ahead = ask(next, true);
    // Making the request may have ended the walk.
    if (closed()) drop();
  };

  return {
    advance(cursor) {
      const taken = cursor !== undefined && ahead?.cursor === cursor ? ahead : undefined;
      current = taken ?? ask(cursor, false);
      ahead = undefined;
      look();
      return current.request;
    },
    learn(next) {
      // A new lead: what is told early from here on comes too late.
      if (current !== undefined) current = { ...current, lead: { next } };
      look();
    },
    close() {
      isClosed = true;
      drop();
    },
  };
}
