import { defer, map, type Observable } from 'rxjs';
import { toConversationPage, type ConversationPage } from './conversation-page.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openWalk } from './open-walk.ts';

/**
 * All conversations of a workspace, one page at a time: the same walk as {@link conversations$},
 * with a checkpoint, totals and the rate limit for each page.
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
    const walk = openWalk(options);
    return walk.page$.pipe(
      map((page) => toConversationPage(page, walk.checkpoint)),
      walk.untilEnd(),
    );
  });
}
