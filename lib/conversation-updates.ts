import { catchError, concatMap, defer, EMPTY, from, map, repeat, takeWhile, tap } from 'rxjs';
import { throwError, timer, toArray, type Observable } from 'rxjs';
import { createCheckpoint } from './checkpoint.ts';
import { DecodeError } from './errors/decode-error.ts';
import { isTransient } from './errors/is-transient.ts';
import { requestedWait } from './errors/requested-wait.ts';
import { withCheckpoint } from './errors/with-checkpoint.ts';
import { createRecorder } from './events/recorder.ts';
import { check, checkDelay } from './http/check.ts';
import { createClient } from './http/client.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import { resolvePaging, type ConversationsOptions } from './options.ts';
import { deliver, nextSweep, sweepDownTo } from './paging/position.ts';
import { createSweeps, pageEvent, type SweptPage } from './sweep-conversations.ts';
import { LONGEST_DELAY } from './rate/backoff.ts';
import type { Checkpoint } from './types/checkpoint.ts';
import type { Conversation } from './types/conversation.ts';

/** The options of {@link conversationUpdates$}. */
export interface UpdatesOptions extends Omit<
  ConversationsOptions,
  'startingAfter' | 'limit' | 'prefetch' | 'catchUp' | 'onComplete'
> {
  /**
   * Since when changes are wanted, that second included: a date, or an `updated_at` in unix seconds.
   * @defaultValue from the first look on
   */
  readonly since?: Date | number | undefined;

  /**
   * Milliseconds from the end of one look at the list to the next.
   * @defaultValue `30_000`
   */
  readonly interval?: number | undefined;
}

/** No `updated_at` in seconds is as late as this; every one in milliseconds is later. */
const MILLISECONDS = 1e11;

/**
 * The conversations that are new or have changed, as they do: looks at the top of the list again and
 * again, and does not complete.
 *
 * ```
 * list     (ba)          (cba)       (acb)
 * look     x-------------x-----------x---
 * result   --------------c-----------a---
 * ```
 *
 * Each conversation comes when its `updated_at` has moved past the one emitted before; the oldest
 * change of a look comes first. What is left of a walk that `resumeFrom` leads into comes before,
 * page by page. A look reads as many pages as have changed, and never begins before the one before
 * it has ended. What fails for a while (status 408, 429, 500, 502, 503 and 504, network, timeouts,
 * unreadable bodies), also after its retries, is looked at again after `interval`; other failures
 * end the stream, and so does a first look that cannot be read. Unsubscribing ends the request and
 * every wait.
 *
 * @example
 * ```ts
 * conversationUpdates$({ token, interval: 10_000 }).subscribe(({ id, state }) => {
 *   console.log(id, 'is', state);
 * });
 * ```
 *
 * @param options - as for {@link conversations$}, and `since` and `interval`; `resumeFrom` goes on
 * where a walk or an earlier stream stood
 * @returns errors: {@link IntercomError}, with a `checkpoint` to be passed as `resumeFrom`; it
 * is `null` while the first look has not found where to begin
 */
export function conversationUpdates$(options: UpdatesOptions): Observable<Conversation> {
  return defer(() => {
    const recorder = createRecorder(options);
    const client = createClient(options, recorder.notify);
    const {
      perPage,
      adaptivePageSize,
      requireOrder,
      resumeFrom,
      since,
      interval = 30_000,
    } = options;
    const paging = resolvePaging({ perPage, adaptivePageSize, requireOrder, resumeFrom }, client);
    checkDelay('interval', interval, 1);
    const allowed = 'left out beside resumeFrom';
    check(since === undefined || resumeFrom == null, 'since', since, allowed);
    const { sweep$, where } = createSweeps(client, paging, {
      remaining: () => Infinity,
      checkOrder: true,
    });

    let position = since === undefined ? paging.start : sweepDownTo(toSeconds(since));
    /** The first look without a beginning finds only where to begin. */
    let isBlind = since === undefined && resumeFrom == null;
    let hasRead = false;
    let emitted: Conversation[] = [];
    const checkpoint = (): Checkpoint | null =>
      isBlind ? null : createCheckpoint(deliver(position, emitted), client);

    const isOfTheMark = ({ listed, position: { mark } }: SweptPage): boolean =>
      mark === null || listed.items.at(-1)?.updated_at === mark;

    const handOut = (pages: readonly SweptPage[]): Observable<Conversation> => {
      for (const page of pages) {
        recorder.notify(pageEvent(page, isBlind ? 0 : page.fresh.length));
      }
      const changed = isBlind ? [] : pages.flatMap(({ fresh }) => fresh).reverse();
      const complete = (): void => {
        const after = pages.at(-1)?.position ?? position;
        position = isBlind && after.sweep === 0 ? nextSweep(after) : after;
        isBlind = false;
        emitted = [];
      };
      return from(changed).pipe(tap({ next: (change) => emitted.push(change), complete }));
    };

    const look$ = defer(() => {
      const page$ = sweep$(position).pipe(
        tap(() => {
          hasRead = true;
        }),
      );
      // The rest of a walk is no look, and may be long: it is handed out page by page.
      if (position.sweep === 0 && !isBlind) return page$.pipe(map((page) => [page]));
      return page$.pipe(
        takeWhile((page) => !isBlind || isOfTheMark(page), true),
        toArray(),
      );
    }).pipe(concatMap(handOut));

    let failures = 0;
    let pause = interval;
    return look$.pipe(
      tap({
        complete: () => {
          failures = 0;
          pause = interval;
        },
      }),
      catchError((error: unknown) => {
        // What has never been read may not be Intercom at all.
        if (!isTransient(error) || (!hasRead && error instanceof DecodeError)) {
          return throwError(() => withCheckpoint(error, checkpoint()));
        }
        failures += 1;
        const asked = requestedWait(error, client.scheduler.now());
        pause = Math.min(Math.max(interval, asked), LONGEST_DELAY);
        recorder.notify({ kind: 'retry', error, count: failures, delay: pause });
        return EMPTY;
      }),
      repeat({ delay: () => timer(pause, client.scheduler) }),
      takeUntilAborted(options.signal, () => ({ ...where(), checkpoint: checkpoint() })),
    );
  });
}

/** @throws {@link InvalidOptionsError} for what is no time, or one in milliseconds */
function toSeconds(since: unknown): number {
  const seconds = since instanceof Date ? Math.floor(since.getTime() / 1000) : since;
  const valid = typeof seconds === 'number' && seconds >= 0 && seconds < MILLISECONDS;
  check(valid, 'since', since, 'a valid Date, or seconds (not milliseconds) since 1970');
  return seconds;
}
