import { catchError, concatMap, defer, from, mergeMap, tap, throwError } from 'rxjs';
import type { Observable, ObservableInput } from 'rxjs';
import { callUser } from '../errors/call-user.ts';
import { check, checkCount, checkFunction, checkInteger } from '../errors/check.ts';
import { readOptions } from '../errors/read-option.ts';
import { createGate } from '../paging/gate.ts';
import { createPending } from '../paging/pending.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openWalk } from './open-walk.ts';

/** The options of {@link processConversations$}. */
export interface ProcessOptions extends ConversationsOptions {
  /**
   * The next page is requested when at most this number of conversations is unfinished.
   * @defaultValue `0`: all work on the page must have finished
   */
  readonly lowWater?: number | undefined;

  /**
   * Called each time the work on a conversation has finished, with a checkpoint to continue from
   * after a crash. The checkpoint counts finished conversations only. The stream does not wait for
   * the function: if it returns a promise, handle its rejection.
   */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void) | undefined;
}

/**
 * Runs work for each conversation, and requests the next page only when little work is left, so
 * that conversations do not pile up in front of slow work.
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
 * `concatMap`; with more, as with `mergeMap`. The stream holds at most one page and `lowWater`
 * conversations, and one more page with `prefetch`. `take(n)` costs no request that its results do
 * not need.
 *
 * If the work fails, the stream fails with that error and ends everything else. If a page fails,
 * the work on earlier pages finishes first, so the checkpoint of the error loses nothing.
 * Unsubscribing ends the work, the request and every wait. An abort of the signal does the same;
 * its error names the first page with unfinished work.
 *
 * @example
 * ```ts
 * processConversations$({ token, perPage: 150 }, (conversation) => save(conversation), 4);
 * ```
 *
 * @param options - those of {@link conversations$}, and `lowWater` and `onCheckpoint`
 * @param project - the work: receives the conversation and its index, from 0, and returns a
 * promise, an Observable, or another input that RxJS accepts
 * @param concurrency - the number of conversations that are worked on at once, or `Infinity`; 1 by
 * default
 * @returns the values of the work; errors: {@link IntercomError}, and those of the work
 */
export function processConversations$<Result>(
  options: ProcessOptions,
  project: (conversation: Conversation, index: number) => ObservableInput<Result>,
  concurrency = 1,
): Observable<Result> {
  return defer(() => {
    const pending = createPending();
    const pageGate = createGate(() => pending.size() <= lowWater);
    const idleGate = createGate(() => pending.size() === 0);
    const gates = { whenPageWanted: pageGate.whenOpen, whenIdle: idleGate.whenOpen };
    const walk = openWalk(options, gates);
    const { lowWater, onCheckpoint } = readOptions(() => resolveWork(options));
    check(typeof project === 'function', 'project', project, 'a function');
    checkCount('concurrency', concurrency, 1);

    return walk.page$.pipe(
      // The work on the pages before the failed one finishes first.
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
            callUser(
              'onCheckpoint',
              () => {
                onCheckpoint(checkpoint);
              },
              undefined,
              checkpoint,
            );
          }
          pageGate.check();
          idleGate.check();
        };
        return from(project(conversation, index)).pipe(tap({ complete }));
      }, concurrency),
      walk.untilEnd(pending.position),
    );
  });
}

function resolveWork({
  lowWater = 0,
  onCheckpoint,
}: ProcessOptions): Pick<ProcessOptions, 'onCheckpoint'> & { readonly lowWater: number } {
  checkInteger('lowWater', lowWater, 0, Number.MAX_SAFE_INTEGER);
  checkFunction('onCheckpoint', onCheckpoint);
  return { lowWater, onCheckpoint };
}
