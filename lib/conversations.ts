import { concatMap, defer, map, tap, type Observable } from 'rxjs';
import type { ConversationPage } from './conversation-page.ts';
import { createRecorder, finishing } from './events/recorder.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import type { ConversationsOptions } from './options.ts';
import type { Conversation } from './types/conversation.ts';
import { standingIn, walkConversations, type Delivery } from './walk-conversations.ts';

/**
 * All conversations of a workspace, one at a time, in the API's order: last updated first.
 *
 * ```
 * page 1   --(abc)
 * page 2             --(de|)
 * result   --(abc)-----(de|)
 * ```
 *
 * Cold: nothing is requested before `subscribe`, and each subscription walks afresh. Lazy: a page
 * is asked for when the one before it has been delivered, so `take(n)` of pages of `p` makes
 * exactly ⌈n/p⌉ requests. Unsubscribing aborts the request in flight and ends every wait. Failing
 * pages are asked for again, pages already delivered are not.
 *
 * @example
 * ```ts
 * conversations$({ token }).pipe(take(50)).subscribe({
 *   next: ({ id, state }) => console.log(id, state),
 *   error: (error) => console.error(error.message),
 * });
 * ```
 *
 * @param options - `token`, or `baseUrl` of a proxy that adds it; the rest has defaults
 * @returns errors: {@link IntercomError}, whose `checkpoint` says where to go on
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export function conversations$(options: ConversationsOptions): Observable<Conversation> {
  return defer(() => {
    const recorder = createRecorder(options);
    const walk = walkConversations(options, recorder);
    let inHand: Delivery | undefined;
    let handedOut = 0;
    return walk.page$.pipe(
      takeUntilAborted(options.signal, () => walk.where(inHand && standingIn(inHand, handedOut))),
      concatMap((delivery) => {
        inHand = delivery;
        handedOut = 0;
        return delivery.page.conversations;
      }),
      tap(() => {
        handedOut += 1;
      }),
      finishing(recorder, walk.checkpoint),
    );
  });
}

/**
 * The pages behind {@link conversations$}: for checkpoints, progress and the rate limit.
 *
 * @example
 * ```ts
 * conversationPages$({ token, perPage: 150 }).subscribe(({ conversations, checkpoint }) => {
 *   save(conversations, checkpoint);
 * });
 * ```
 *
 * @param options - as for {@link conversations$}
 * @returns errors: {@link IntercomError}
 */
export function conversationPages$(options: ConversationsOptions): Observable<ConversationPage> {
  return defer(() => {
    const recorder = createRecorder(options);
    const walk = walkConversations(options, recorder);
    return walk.page$.pipe(
      map(({ page }) => page),
      takeUntilAborted(options.signal, () => walk.where()),
      finishing(recorder, walk.checkpoint),
    );
  });
}
