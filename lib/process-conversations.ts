import { catchError, concatMap, defer, from, mergeMap, tap, throwError } from 'rxjs';
import type { Observable, ObservableInput } from 'rxjs';
import type { ConversationPage } from './conversation-page.ts';
import { NO_REQUEST } from './errors/error-context.ts';
import { checkInteger, checkObject, checkSignal } from './http/check.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import type { ConversationsOptions } from './options.ts';
import { createGate } from './paging/gate.ts';
import { createHand } from './paging/hand.ts';
import type { Conversation } from './types/conversation.ts';
import { walkConversations } from './walk-conversations.ts';

/** The options of {@link processConversations$}. */
export interface ProcessOptions extends ConversationsOptions {
  /**
   * The next page is asked for when no more than so many conversations are waiting or in work.
   * @defaultValue `0`: when the page is used up
   */
  readonly lowWater?: number | undefined;
}

/**
 * Runs work for each conversation, and asks for the next page only when the work in hand has run
 * low: a consumer slower than the API is not flooded.
 *
 * ```
 * page 1          (ab)
 * work on a       ---x|
 * work on b           ---y|
 * page 2                  (c|)
 * work on c               ---z|
 * result          ---x---y---z|
 * ```
 *
 * With a `concurrency` of 1 the results come in the order of the conversations, as with
 * `concatMap`; with more, as with `mergeMap`. At most one page and `lowWater` conversations are
 * held, one page more with `prefetch`. An error of the work ends everything else. A page that fails
 * lets the work in hand finish first, so the error's `startingAfter` loses nothing. Unsubscribing
 * ends the work, the request and every wait; an abort does too, and names the first page that is not
 * all done. `take(n)` costs no request that its results do not
 * need.
 *
 * @example
 * ```ts
 * processConversations$({ token, perPage: 150 }, (conversation) => save(conversation), 4);
 * ```
 *
 * @param options - as for {@link conversations$}, and `lowWater`
 * @param project - the work: gets the conversation and its index, from 0; returns a promise, an
 * Observable, or anything else RxJS can subscribe to
 * @param concurrency - how many conversations may be in work at once
 * @returns what the work emits; errors: {@link IntercomError}, and those of the work
 */
export function processConversations$<Result>(
  options: ProcessOptions,
  project: (conversation: Conversation, index: number) => ObservableInput<Result>,
  concurrency = 1,
): Observable<Result> {
  return defer(() => {
    checkObject('options', options, 'an object');
    if (concurrency !== Infinity) {
      checkInteger('concurrency', concurrency, 1, Number.MAX_SAFE_INTEGER);
    }
    const { lowWater = 0, signal, ...walkOptions } = options;
    checkInteger('lowWater', lowWater, 0, Number.MAX_SAFE_INTEGER);
    checkSignal(signal);
    const hand = createHand<ConversationPage>();
    const ranLow = createGate(() => hand.size() <= lowWater);
    const ranOut = createGate(() => hand.size() === 0);
    let { startingAfter } = options;

    return walkConversations(walkOptions, ranLow.ready).pipe(
      // A page that fails does not end the work on those before it.
      catchError((error: unknown) => ranOut.ready().pipe(concatMap(() => throwError(() => error)))),
      concatMap((page) => {
        hand.add(page, page.conversations.length);
        startingAfter = page.next ?? undefined;
        return page.conversations;
      }),
      mergeMap((conversation, index) => {
        const complete = (): void => {
          hand.remove(index);
          ranLow.check();
          ranOut.check();
        };
        return from(project(conversation, index)).pipe(tap({ complete }));
      }, concurrency),
      takeUntilAborted(signal, () => {
        const first = hand.first();
        const resume = first === undefined ? startingAfter : first.startingAfter;
        return { ...NO_REQUEST, startingAfter: resume };
      }),
    );
  });
}
