import { catchError, concatMap, defer, from, mergeMap, tap, throwError } from 'rxjs';
import type { Observable, ObservableInput } from 'rxjs';
import { callBack } from './errors/call-back.ts';
import { createRecorder, finishing } from './events/recorder.ts';
import { checkFunction, checkInteger } from './http/check.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import type { ConversationsOptions } from './options.ts';
import { createGate } from './paging/gate.ts';
import { createHand } from './paging/hand.ts';
import type { Checkpoint } from './types/checkpoint.ts';
import type { Conversation } from './types/conversation.ts';
import { walkConversations } from './walk-conversations.ts';

/** The options of {@link processConversations$}. */
export interface ProcessOptions extends ConversationsOptions {
  /**
   * The next page is asked for when no more than so many conversations are waiting or in work.
   * @defaultValue `0`: when the page is used up
   */
  readonly lowWater?: number | undefined;

  /**
   * Told where to go on after a crash, each time the work for a conversation has finished: the
   * checkpoint is past that one, and not past those still in work. It is not waited for: a promise
   * it returns should not reject.
   */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void) | undefined;
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
 * all done. `take(n)` costs no request that its results do not need.
 *
 * @example
 * ```ts
 * processConversations$({ token, perPage: 150 }, (conversation) => save(conversation), 4);
 * ```
 *
 * @param options - as for {@link conversations$}, and `lowWater` and `onCheckpoint`
 * @param project - the work: gets the conversation and its index, from 0; returns a promise, an
 * Observable, or anything else RxJS can subscribe to
 * @param concurrency - how many conversations may be in work at once; one unless given
 * @returns what the work emits; errors: {@link IntercomError}, and those of the work
 */
export function processConversations$<Result>(
  options: ProcessOptions,
  project: (conversation: Conversation, index: number) => ObservableInput<Result>,
  concurrency = 1,
): Observable<Result> {
  return defer(() => {
    const recorder = createRecorder(options);
    const hand = createHand();
    const ranLow = createGate(() => hand.size() <= (options.lowWater ?? 0));
    const ranOut = createGate(() => hand.size() === 0);
    const walk = walkConversations(options, {
      ...recorder,
      ready: ranLow.ready,
      done: ranOut.ready,
    });
    const { lowWater = 0, onCheckpoint, signal } = options;
    checkInteger('lowWater', lowWater, 0, Number.MAX_SAFE_INTEGER);
    checkFunction('onCheckpoint', onCheckpoint);
    if (concurrency !== Infinity) {
      checkInteger('concurrency', concurrency, 1, Number.MAX_SAFE_INTEGER);
    }

    return walk.page$.pipe(
      // A page that fails does not end the work on those before it.
      catchError((error: unknown) => ranOut.ready().pipe(concatMap(() => throwError(() => error)))),
      concatMap(({ page, before }) => {
        hand.add(before, page.conversations);
        return page.conversations;
      }),
      mergeMap((conversation, index) => {
        const complete = (): void => {
          hand.remove(index);
          if (onCheckpoint !== undefined) {
            const checkpoint = walk.checkpoint(hand.position());
            callBack('onCheckpoint', onCheckpoint, checkpoint, checkpoint);
          }
          ranLow.check();
          ranOut.check();
        };
        return from(project(conversation, index)).pipe(tap({ complete }));
      }, concurrency),
      takeUntilAborted(signal, () => walk.where(hand.position())),
      finishing(recorder, walk.checkpoint),
    );
  });
}
