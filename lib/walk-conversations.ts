import { catchError, defer, delay, EMPTY, map, of, repeat, takeWhile, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { createCheckpoint } from './checkpoint.ts';
import type { ConversationPage } from './conversation-page.ts';
import type { ErrorContext } from './errors/error-context.ts';
import { withCheckpoint } from './errors/with-checkpoint.ts';
import { createClient, type Client } from './http/client.ts';
import { resolvePaging, type ConversationsOptions } from './options.ts';
import { createCatchUp } from './paging/catch-up.ts';
import { deliver, type Position } from './paging/position.ts';
import { createSweeps, pageEvent } from './sweep-conversations.ts';
import type { Checkpoint } from './types/checkpoint.ts';

/** A page, and where the walk stood before it. */
export interface Delivery {
  readonly page: ConversationPage;
  readonly before: Position;
}

/** Where the walk stands when so many of the page are handed out; `undefined` when all are. */
export function standingIn({ page, before }: Delivery, count: number): Position | undefined {
  const { conversations } = page;
  return count === conversations.length
    ? undefined
    : deliver(before, conversations.slice(0, count));
}

/** The walk behind all that the library offers of this endpoint. */
export interface Walk {
  /** To be subscribed to once. Errors: `IntercomError`, with its checkpoint. */
  readonly page$: Observable<Delivery>;

  /**
   * Where to go on.
   *
   * @param standing - of a consumer that is not done with the pages it was given
   */
  readonly checkpoint: (standing?: Position) => Checkpoint;

  /** The context of an error at this time. */
  readonly where: (standing?: Position) => ErrorContext;
}

/** What a consumer has to do with its walk. */
export interface WalkHooks {
  /** Told what happens. */
  readonly notify: Client['notify'];
  /** Emits when the next page is wanted; without it, as soon as one is delivered. */
  readonly ready?: (() => Observable<unknown>) | undefined;
  /**
   * Emits when all that was delivered is done with: another sweep may bring newer versions of it.
   * Without it, as `ready`.
   */
  readonly done?: (() => Observable<unknown>) | undefined;
}

/**
 * Makes the walk of one subscription: reads the list, and with `catchUp` again from the top until
 * nothing new is found.
 *
 * @throws {@link InvalidOptionsError} for the first bad option
 */
export function walkConversations(
  options: ConversationsOptions,
  { notify, ready, done = ready }: WalkHooks,
): Walk {
  const client = createClient(options, notify);
  const paging = resolvePaging(options, client);
  const { catchUp } = paging;
  let position = paging.start;
  let remaining = paging.limit;
  const sweeps = createSweeps(client, paging, {
    remaining: () => remaining,
    ready,
    checkOrder: catchUp,
  });
  const judge = createCatchUp(client.scheduler);
  const sweep$ = defer(() => {
    judge.begin();
    return sweeps.sweep$(position);
  });
  const again = (): Observable<unknown> => {
    if (!catchUp) return EMPTY;
    const wanted = done?.() ?? of(true);
    const pause = judge.pause();
    return pause === 0 ? wanted : wanted.pipe(delay(pause, client.scheduler));
  };
  const isOver = position.sweep > 0 && !catchUp;

  const page$ = (isOver ? EMPTY : sweep$.pipe(repeat({ delay: again }))).pipe(
    map((swept) => {
      const { listed, fresh, before } = swept;
      const { totalPages, totalCount, perPage, startingAfter, next, requestId, rateLimit } = listed;
      const { sweep } = before;
      const number = listed.number ?? before.page;
      const conversations = fresh.slice(0, remaining);
      const count = conversations.length;
      const after = count < fresh.length ? deliver(before, conversations) : swept.position;
      // Whoever is told may end the walk, which then stands before this page.
      notify(pageEvent(swept, count));
      position = after;
      remaining -= count;
      const page: ConversationPage = {
        conversations,
        number,
        sweep,
        totalPages,
        totalCount,
        perPage,
        startingAfter,
        next,
        requestId,
        rateLimit,
        get checkpoint() {
          return createCheckpoint(after, client);
        },
      };
      return { page, before, isLast: remaining === 0 || judge.isDone(before, swept) };
    }),
    takeWhile(({ isLast }) => !isLast, true),
    catchError((error: unknown) => throwError(() => withCheckpoint(error, checkpoint()))),
  );

  const checkpoint: Walk['checkpoint'] = (standing = position) =>
    createCheckpoint(standing, client);

  return {
    page$,
    checkpoint,
    where: (standing) => ({
      ...sweeps.where(),
      ...(standing === undefined ? {} : { startingAfter: standing.cursor ?? undefined }),
      checkpoint: checkpoint(standing),
    }),
  };
}
