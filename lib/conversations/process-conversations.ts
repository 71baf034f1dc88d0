import { catchError, concatMap, defer, from, mergeMap, tap, throwError } from 'rxjs';
import type { Observable, ObservableInput } from 'rxjs';
import { callUser } from '../errors/call-user.ts';
import { checkFunction, checkInteger } from '../http/check.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import { createGate } from '../paging/gate.ts';
import { createPending } from '../paging/pending.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openWalk } from './open-walk.ts';

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
    const pending = createPending();
    const pageGate = createGate(() => pending.size() <= (options.lowWater ?? 0));
    const idleGate = createGate(() => pending.size() === 0);
    const gates = { whenPageWanted: pageGate.whenOpen, whenIdle: idleGate.whenOpen };
    const walk = openWalk(options, gates);
    const { lowWater = 0, onCheckpoint, signal } = options;
    checkInteger('lowWater', lowWater, 0, Number.MAX_SAFE_INTEGER);
    checkFunction('onCheckpoint', onCheckpoint);
    if (concurrency !== Infinity) {
      checkInteger('concurrency', concurrency, 1, Number.MAX_SAFE_INTEGER);
    }

    return walk.page$.pipe(
      // A page that fails does not end the work on the pages before it.
      catchError((error: unknown) =>
        idleGate.whenOpen().pipe(concatMap(() => throwError(() => error))),
      ),
      concatMap(({ items, before }) => {
        pending.add(before, items);
        return items;
      }),
      mergeMap((conversation, index) => {
        const complete = (): void => {
          pending.remove(index);
          if (onCheckpoint !== undefined) {
            const checkpoint = walk.checkpoint(pending.position());
            callUser('onCheckpoint', onCheckpoint, checkpoint, checkpoint);
          }
          pageGate.check();
          idleGate.check();
        };
        return from(project(conversation, index)).pipe(tap({ complete }));
      }, concurrency),
      takeUntilAborted(signal, () => walk.errorContext(pending.position())),
      walk.reportOnComplete(),
    );
  });
}
