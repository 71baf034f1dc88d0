import { catchError, defer, delay, EMPTY, filter, map, of, repeat, takeWhile, tap } from 'rxjs';
import { throwError, type Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { NO_REQUEST, type ErrorContext, type RequestContext } from '../errors/error-context.ts';
import { withPosition } from '../errors/with-position.ts';
import type { Client } from '../http/client.ts';
import { delayNextPass } from '../paging/catch-up.ts';
import type { Row } from '../paging/delivered.ts';
import { standAtTop, type Position } from '../paging/position.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import { createCheckpoint } from './checkpoint.ts';
import { pageEvent, type PassPage, type WalkState } from './pass-page.ts';
import { readPass, type ReadPassConfig } from './read-pass.ts';

/** A walk over a list: reads it, and with `catchUp` again from the top until nothing new is found. */
export interface Walk<Item> {
  /**
   * The pages. Subscribed to again, it goes on at the position it has reached. Errors:
   * `IntercomError`, with its position.
   */
  readonly page$: Observable<PassPage<Item>>;

  /**
   * Where to go on.
   *
   * @param standing - the position of a consumer that is not done with the pages it got
   */
  readonly checkpoint: (standing?: Position) => Checkpoint;

  /** What an error says that happens now. */
  readonly errorContext: (standing?: Position) => ErrorContext;
}

/** How a consumer holds its walk back. */
export interface WalkGates {
  /** Emits when the next page is wanted; without it, as soon as one is delivered. */
  readonly whenPageWanted?: (() => Observable<unknown>) | undefined;
  /**
   * Emits when all delivered rows are done with: another pass may bring newer versions of them.
   * Without it, as `whenPageWanted`.
   */
  readonly whenIdle?: (() => Observable<unknown>) | undefined;
}

/** What a walk is made of. */
export interface WalkConfig<Item> extends ReadPassConfig<Item>, WalkGates {
  readonly client: Client;
  readonly start: WalkState;
  /** Whether to read the list again from the top, until nothing new is found. */
  readonly catchUp: boolean;
}

/** Makes the walk of one subscription. */
export function createWalk<Item extends Row>({
  start,
  catchUp,
  whenIdle,
  ...config
}: WalkConfig<Item>): Walk<Item> {
  const { client, whenPageWanted } = config;
  const { scheduler, reporter } = client;
  let { position, wanted } = start;
  let request: RequestContext = NO_REQUEST;

  const pass$ = defer(() => {
    const isOver = wanted === 0 || (position.pass > 0 && !catchUp);
    return isOver ? EMPTY : readPass({ position, wanted }, config);
  });

  const nextPass = (): Observable<unknown> => {
    if (!catchUp) return EMPTY;
    const idle$ = (whenIdle ?? whenPageWanted)?.() ?? of(null);
    const wait = delayNextPass(position.catchUp, scheduler.now());
    return wait === 0 ? idle$ : idle$.pipe(delay(wait, scheduler));
  };

  const checkpoint: Walk<Item>['checkpoint'] = (standing = position) =>
    createCheckpoint(standing, client);

  const page$ = pass$.pipe(
    repeat({ delay: nextPass }),
    tap(({ context }) => {
      request = context;
    }),
    map(({ page }) => page && (page.isDone ? finish(page) : page)),
    filter((page) => page !== null),
    tap((page) => {
      reporter.emit(pageEvent(page));
    }),
    // The observer of the event may end the walk, which then stands before the page.
    tap(({ after }) => {
      ({ position, wanted } = after);
    }),
    takeWhile(({ isDone, after }) => !isDone && after.wanted > 0, true),
    catchError((error: unknown) => throwError(() => withPosition(error, checkpoint()))),
  );

  return {
    page$,
    checkpoint,
    errorContext: (standing) => atPosition(request, checkpoint(standing)),
  };
}

/** The page with which a walk has caught up: the walk stands at the top of the list behind it. */
function finish<Item>(page: PassPage<Item>): PassPage<Item> {
  const { after, isOver } = page;
  return { ...page, after: { ...after, position: standAtTop(after.position, isOver) } };
}
