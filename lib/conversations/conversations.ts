import { concatMap, defer, tap, type Observable } from 'rxjs';
import { positionWithin, type PassPage } from '../lists/pass-page.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openWalk } from './open-walk.ts';

/**
 * All conversations of a workspace, one at a time, in the order of the API: last updated first.
 *
 * ```
 * page 1   --(abc)
 * page 2             --(de|)
 * result   --(abc)-----(de|)
 * ```
 *
 * Cold: nothing is requested before `subscribe`, and each subscription starts a new walk. Lazy: a
 * page is requested when the page before it has been delivered, so `take(n)` of pages of `p` makes
 * exactly ⌈n/p⌉ requests. A page that fails is requested again; pages already delivered are not.
 * Unsubscribing aborts the request and ends every wait.
 *
 * @example
 * ```ts
 * conversations$({ token }).pipe(take(50)).subscribe({
 *   next: ({ id, state }) => console.log(id, state),
 *   error: (error) => console.error(error.message),
 * });
 * ```
 *
 * @param options - `token`, or `baseUrl` of a proxy that adds the token; all others have defaults
 * @returns errors: {@link IntercomError}, with a `checkpoint` to continue from
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export function conversations$(options: ConversationsOptions): Observable<Conversation> {
  return defer(() => {
    const walk = openWalk(options);
    let current: PassPage<Conversation> | undefined;
    let delivered = 0;
    return walk.page$.pipe(
      walk.untilEnd(() => current && positionWithin(current, delivered)),
      concatMap((page) => {
        current = page;
        delivered = 0;
        return page.items;
      }),
      tap(() => {
        delivered += 1;
      }),
    );
  });
}
