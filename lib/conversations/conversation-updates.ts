import { defer, type Observable } from 'rxjs';
import { check, checkDelay } from '../http/check.ts';
import { createClient } from '../http/client.ts';
import { repeatPolls } from '../lists/repeat-polls.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import { passSince } from '../paging/position.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openList } from './open-list.ts';
import { toSeconds } from './to-seconds.ts';

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
    const client = createClient(options);
    const { perPage, adaptivePageSize, requireOrder, resumeFrom, since } = options;
    const { interval = 30_000, signal } = options;
    const read = { perPage, adaptivePageSize, requireOrder, resumeFrom };
    const { start, ...list } = openList(client, read, true);
    checkDelay('interval', interval, 1);
    const allowed = 'left out beside resumeFrom';
    check(since === undefined || resumeFrom == null, 'since', since, allowed);
    const position = since === undefined ? start : passSince(toSeconds('since', since));
    const isFirst = since === undefined && resumeFrom == null;
    const polls = repeatPolls({ ...list, start: { position, isFirst }, interval });
    return polls.item$.pipe(takeUntilAborted(signal, polls.errorContext));
  });
}
