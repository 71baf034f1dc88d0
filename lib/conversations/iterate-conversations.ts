import { map } from 'rxjs';
import { isIntercomError, type IntercomError } from '../errors/intercom-error.ts';
import { positionWithin, type PassPage } from '../lists/pass-page.ts';
import { pull, type AfterFailure } from '../paging/pull.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openWalk, type ConversationWalk } from './open-walk.ts';

/** After these failures, the same request would fail again. */
const PERMANENT: readonly IntercomError['kind'][] = ['abort', 'pagination-stalled', 'list-order'];

function afterFailure(error: unknown): AfterFailure {
  if (!isIntercomError(error)) return 'reopen';
  // `onComplete` is called at the end of the list, so there is nothing to read again.
  if (error.kind === 'invalid-options' && error.field === 'onComplete') return 'end';
  return PERMANENT.includes(error.kind) ? 'fail' : 'reopen';
}

/**
 * All conversations of a workspace, for `for await`. A page is requested when the loop has used up
 * the page before it, so a slow loop holds one page only.
 *
 * Calls of `next()` that overlap are served in order, from one request. After most failures, `next()`
 * requests the same page again, so no conversation is lost or repeated; after `abort`,
 * `pagination-stalled` and `list-order`, it rejects with the same error again. `break`, `throw` and
 * `return()` end the request and every wait. `break` after the last conversation of a page costs no
 * further request.
 *
 * @example
 * ```ts
 * for await (const { id, state } of iterateConversations({ token })) {
 *   if (state === 'closed') break;
 *   console.log(id);
 * }
 * ```
 *
 * @param options - as for {@link conversations$}
 * @returns an async iterator, also for `Readable.from`, `ReadableStream.from`, `from` of RxJS and
 * native Observables; its promises reject with {@link IntercomError}
 */
export function iterateConversations(
  options: ConversationsOptions,
): AsyncIterableIterator<Conversation> {
  let walk: ConversationWalk | undefined;
  let current: PassPage<Conversation> | undefined;
  let taken = 0;

  function* take(page: PassPage<Conversation>): Generator<Conversation, undefined> {
    for (const conversation of page.items) {
      taken += 1;
      yield conversation;
    }
  }

  return pull<Conversation>((whenPageWanted, untilTaken) => {
    const opened = (walk ??= openWalk(options, { whenPageWanted }));
    return opened.page$.pipe(
      map((page) => {
        current = page;
        taken = 0;
        return take(page);
      }),
      untilTaken,
      opened.untilEnd(() => current && positionWithin(current, taken)),
    );
  }, afterFailure);
}
