import { defer, map, takeWhile, type Observable } from 'rxjs';
import type { ConversationPage } from './conversation-page.ts';
import { DecodeError } from './errors/decode-error.ts';
import { NO_REQUEST } from './errors/error-context.ts';
import { createClient, type Where } from './http/client.ts';
import { decodeCursorList, earlyCursor } from './http/cursor-list.ts';
import { cursorUrl, staysHome } from './http/cursor-url.ts';
import { scanPages } from './http/scan-pages.ts';
import { send } from './http/send.ts';
import { takeUntilAborted } from './operators/take-until-aborted.ts';
import { resolvePaging, type ConversationsOptions } from './options.ts';
import { walk, type PageRequest } from './paging/walk.ts';
import type { Conversation } from './types/conversation.ts';

/** What is particular to this endpoint. */
const PATH = '/conversations';
/** Real responses say `conversations`; the official description of 2.7 says `data`. */
const LIST_KEYS = ['conversations', 'data'];

/** A page as it comes, whose number the API may not have told. */
type UnnumberedPage = Omit<ConversationPage, 'number'> & { readonly number: number | null };

/**
 * The walk over the pages of this endpoint, behind all that the library offers of it.
 *
 * @param options - checked on subscription
 * @param ready - emits when the next page is wanted; without it, as soon as one is delivered
 */
export function walkConversations(
  options: ConversationsOptions,
  ready?: () => Observable<unknown>,
): Observable<ConversationPage> {
  return defer(() => {
    const client = createClient(options);
    const { baseUrl, headers } = client;
    const { perPage, startingAfter, limit, prefetch } = resolvePaging(options, baseUrl);
    let where: Where = () => ({ ...NO_REQUEST, startingAfter });
    let visited = 0;
    let remaining = limit;

    const request = (
      cursor: string | undefined,
      early: (next: string) => void,
      ahead: boolean,
    ): PageRequest<UnnumberedPage> => {
      const wanted = Math.min(perPage, ahead ? remaining - perPage : remaining);
      const sending = send(
        {
          request: { method: 'GET', url: cursorUrl(baseUrl + PATH, wanted, cursor), headers },
          decode: (json, context) => decodeCursorList<Conversation>(json, LIST_KEYS, context),
          startingAfter: cursor,
          scan: prefetch
            ? () =>
                scanPages((pages) => {
                  const next = earlyCursor(pages);
                  if (next !== null && staysHome(next, baseUrl)) early(next);
                })
            : undefined,
        },
        client,
      );
      const step$ = sending.sent$.pipe(
        map(({ value: list, requestId, rateLimit, context }) => {
          const { items, next, number, totalPages, totalCount } = list;
          if (next !== null && !staysHome(next, baseUrl)) {
            throw new DecodeError(context, 'pages.next leads to another origin');
          }
          const page: UnnumberedPage = {
            conversations: items,
            number,
            totalPages,
            totalCount,
            perPage: list.perPage ?? wanted,
            startingAfter: cursor,
            next,
            requestId,
            rateLimit,
          };
          return { page, next, context };
        }),
      );
      return { step$, where: sending.where };
    };

    return walk({
      start: startingAfter,
      request,
      onCurrent: (current) => {
        where = current.where;
      },
      prefetch: () => prefetch && remaining > perPage,
      ready,
    }).pipe(
      map((page) => {
        const conversations = page.conversations.slice(0, remaining);
        visited += 1;
        remaining -= conversations.length;
        const last = remaining === 0;
        return { page: { ...page, conversations, number: page.number ?? visited }, last };
      }),
      takeWhile(({ last }) => !last, true),
      map(({ page }) => page),
      takeUntilAborted(options.signal, () => where()),
    );
  });
}
