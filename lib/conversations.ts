import { concatMap, defer, map, type Observable } from 'rxjs';
import type { ConversationPage } from './conversation-page.ts';
import { DecodeError } from './errors/decode-error.ts';
import { NO_REQUEST } from './errors/error-context.ts';
import { createClient, type Where } from './http/client.ts';
import { decodeCursorList } from './http/cursor-list.ts';
import { cursorUrl, staysHome } from './http/cursor-url.ts';
import { send } from './http/send.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import { resolvePaging, type ConversationsOptions } from './options.ts';
import { walk } from './paging/walk.ts';
import type { Conversation } from './types/conversation.ts';

/** What is particular to this endpoint. */
const PATH = '/conversations';
/** Real responses say `conversations`; the official description of 2.7 says `data`. */
const LIST_KEYS = ['conversations', 'data'];

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
 *   error: (error) => console.error(error.message, 'resume after', error.startingAfter),
 * });
 * ```
 *
 * @param options - `token`, or `baseUrl` of a proxy that adds it; the rest has defaults
 * @returns errors: {@link IntercomError}, whose `startingAfter` is the cursor of the page that was
 * not delivered in full
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/listconversations
 */
export function conversations$(options: ConversationsOptions): Observable<Conversation> {
  return conversationPages$(options).pipe(concatMap((page) => page.conversations));
}

/**
 * The pages behind {@link conversations$}: for checkpoints, progress and the rate limit.
 *
 * @example
 * ```ts
 * conversationPages$({ token, perPage: 150 }).subscribe(({ conversations, next }) => {
 *   save(conversations, { resumeAfter: next });
 * });
 * ```
 *
 * @param options - as for {@link conversations$}
 * @returns errors: {@link IntercomError}
 */
export function conversationPages$(options: ConversationsOptions): Observable<ConversationPage> {
  return defer(() => {
    const client = createClient(options);
    const { baseUrl, headers } = client;
    const { perPage, startingAfter } = resolvePaging(options, baseUrl);
    let visited = 0;
    let where: Where = () => ({ ...NO_REQUEST, startingAfter });

    const request = (cursor: string | undefined) =>
      send(
        {
          request: { method: 'GET', url: cursorUrl(baseUrl + PATH, perPage, cursor), headers },
          decode: (json, context) => decodeCursorList<Conversation>(json, LIST_KEYS, context),
          startingAfter: cursor,
        },
        client,
        (latest) => {
          where = latest;
        },
      ).pipe(
        map(({ value: { items, ...list }, requestId, rateLimit, context }) => {
          const { next } = list;
          if (next !== null && !staysHome(next, baseUrl)) {
            throw new DecodeError(context, 'pages.next leads to another origin');
          }
          visited += 1;
          const page: ConversationPage = {
            conversations: items,
            number: list.number ?? visited,
            totalPages: list.totalPages,
            totalCount: list.totalCount,
            perPage: list.perPage ?? perPage,
            startingAfter: cursor,
            next,
            requestId,
            rateLimit,
          };
          return { page, next, context };
        }),
      );

    return walk(startingAfter, request).pipe(takeUntilAborted(options.signal, () => where()));
  });
}
