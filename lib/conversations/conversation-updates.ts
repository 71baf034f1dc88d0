import { defer, type Observable } from 'rxjs';
import { check, checkDelay } from '../errors/check.ts';
import { readOptions } from '../errors/read-option.ts';
import { createClient, type Client } from '../http/client.ts';
import { repeatPolls, type RepeatPollsConfig } from '../lists/repeat-polls.ts';
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
   * Emit the changes since this time, the second itself included: a date, or an `updated_at` in
   * unix seconds.
   * @defaultValue the changes after the first poll
   */
  readonly since?: Date | number | undefined;

  /**
   * Milliseconds from the end of one poll to the start of the next.
   * @defaultValue `30_000`
   */
  readonly interval?: number | undefined;
}

/**
 * The conversations that are new or have changed, live: the stream polls the top of the list again
 * and again, and does not complete.
 *
 * ```
 * list     (ba)          (cba)       (acb)
 * poll     x-------------x-----------x---
 * result   --------------c-----------a---
 * ```
 *
 * A conversation is emitted again when its `updated_at` is later than the one emitted before, or was
 * corrected after it lay in the future. The oldest change of a poll comes first. If `resumeFrom` is a
 * checkpoint of an unfinished walk, the rest of that walk comes first, page by page.
 *
 * A poll reads as many pages as have changed, and starts only after the poll before it has ended.
 * If a poll still fails after its retries, the next poll follows after `interval`, or after the
 * longer wait that the server asked for, but after `retry.maxWait` at the latest. This holds for
 * status 408, 425, 429 and 500 to 599 except 501, 505 and 511, an `error.list` under status 200, network
 * failures, timeouts and unreadable bodies. Other failures end the stream. So does a failure without
 * a status before the first page has been read: there may be no Intercom at that address.
 * Unsubscribing ends the request and every wait.
 *
 * @example
 * ```ts
 * conversationUpdates$({ token, interval: 10_000 }).subscribe(({ id, state }) => {
 *   console.log(id, 'is', state);
 * });
 * ```
 *
 * @param options - those of {@link conversations$}, and `since` and `interval`; `resumeFrom`
 * continues a walk or an earlier stream
 * @returns errors: {@link IntercomError}, with a `checkpoint` for `resumeFrom`; it is `null` until
 * the first poll has found the time to begin at
 */
export function conversationUpdates$(options: UpdatesOptions): Observable<Conversation> {
  return defer(() => {
    const client = createClient(options);
    const polls = repeatPolls(readOptions(() => resolveUpdates(client, options)));
    return polls.item$.pipe(
      takeUntilAborted(client.signal, polls.errorContext),
      client.reporter.reportUntilEnd(),
    );
  });
}

function resolveUpdates(client: Client, options: UpdatesOptions): RepeatPollsConfig<Conversation> {
  const { query, sort, perPage, adaptivePageSize, requireOrder, lookBack } = options;
  const { resumeFrom, since, interval = 30_000 } = options;
  const read = { query, sort, perPage, adaptivePageSize, requireOrder, lookBack, resumeFrom };
  const { start, ...list } = openList(client, read, true);
  checkDelay('interval', interval, 1);
  const allowed = 'left out beside resumeFrom';
  check(since === undefined || resumeFrom == null, 'since', since, allowed);
  const position =
    since === undefined ? start : { ...start, ...passSince(toSeconds('since', since)) };
  const isFirst = since === undefined && resumeFrom == null;
  return { ...list, start: { position, isFirst }, interval };
}
