import { map } from 'rxjs';
import { DecodeError } from './errors/decode-error.ts';
import type { ErrorContext } from './errors/error-context.ts';
import { isTooHeavy } from './errors/is-transient.ts';
import type { Client } from './http/client.ts';
import { decodeCursorList, earlyCursor, type CursorList } from './http/cursor-list.ts';
import { cursorUrl, isWebUrl, staysHome } from './http/cursor-url.ts';
import { scanPages } from './http/scan-pages.ts';
import { send } from './http/send.ts';
import type { PageSize } from './paging/page-size.ts';
import type { PageRequest, WalkConfig } from './paging/walk.ts';
import type { RateLimit } from './rate/rate-limit.ts';
import type { Conversation } from './types/conversation.ts';

/** What is particular to this endpoint. */
const PATH = '/conversations';
/** Real responses say `conversations`; the official description of 2.7 says `data`. */
const LIST_KEYS = ['conversations', 'data'];

/** A page as it came. */
export interface ListedPage extends CursorList<Conversation> {
  readonly perPage: number;
  /** The cursor that fetched it; `undefined` for the top of the list. */
  readonly startingAfter: string | undefined;
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  /** The request behind it, for errors. */
  readonly context: ErrorContext;
}

/** How pages are asked for. */
export interface ListConfig {
  readonly size: PageSize;
  /** Whether a page that was too heavy is asked for again in a smaller size. */
  readonly isAdaptive: boolean;
  /** Whether to look for the next cursor while a page is arriving. */
  readonly isEager: boolean;
  /** Conversations wanted in all, at the time of the request. */
  readonly remaining: (ahead: boolean) => number;
}

/** Makes the requests for the pages of `GET /conversations`. */
export function listConversations(
  client: Client,
  { size, isAdaptive, isEager, remaining }: ListConfig,
): WalkConfig<ListedPage>['request'] {
  const { baseUrl, headers } = client;
  return (startingAfter, early, ahead): PageRequest<ListedPage> => {
    const needed = remaining(ahead);
    // The size of a page stands in a cursor that is a whole URL.
    const canShrink = isAdaptive && !(startingAfter !== undefined && isWebUrl(startingAfter));
    let wanted = 0;
    const { sent$, where } = send(
      {
        request: () => {
          wanted = Math.min(size.current(), needed);
          return { method: 'GET', url: cursorUrl(baseUrl + PATH, wanted, startingAfter), headers };
        },
        lighten: (error) => {
          // A page ahead would be older than this one.
          early(null);
          return canShrink && isTooHeavy(error) && size.halve(wanted);
        },
        decode: (json, context) => decodeCursorList<Conversation>(json, LIST_KEYS, context),
        startingAfter,
        scan: isEager
          ? () =>
              scanPages((pages) => {
                const next = earlyCursor(pages);
                if (next !== null && staysHome(next, baseUrl)) early(next);
              })
          : undefined,
      },
      client,
    );
    const step$ = sent$.pipe(
      map(({ value: list, requestId, rateLimit, context }) => {
        const { next } = list;
        if (next !== null && !staysHome(next, baseUrl)) {
          throw new DecodeError(context, 'pages.next leads to another origin');
        }
        size.grow();
        const perPage = list.perPage ?? wanted;
        const page = { ...list, perPage, startingAfter, requestId, rateLimit, context };
        return { page, next, context };
      }),
    );
    return { step$, where };
  };
}
