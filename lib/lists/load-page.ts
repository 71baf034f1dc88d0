import { map } from 'rxjs';
import { DecodeError } from '../errors/decode-error.ts';
import type { RequestContext } from '../errors/error-context.ts';
import { isPageTooLarge, mayBePageTooLarge } from '../errors/is-transient.ts';
import type { Client } from '../http/client.ts';
import type { ApiResponse } from '../http/api-request.ts';
import { send } from '../http/send.ts';
import { createPageSize } from '../paging/page-size.ts';
import type { Load, LoadedPage } from '../paging/prefetch.ts';
import { earlyCursor, type CursorList } from './cursor-list.ts';
import { isAbsoluteUrl } from './cursor-url.ts';
import type { ListEndpoint } from './list-endpoint.ts';
import { scanPages } from './scan-pages.ts';

/** A page of a list, with what its response said besides. */
export interface ListedPage<Item> extends CursorList<Item> {
  readonly response: Omit<ApiResponse<unknown>, 'value'>;
  readonly perPage: number;
  /** The cursor that fetched it; `null` for the top of the list. */
  readonly cursor: string | null;
}

/** What is known of a page so far. */
export interface LoadingPage<Item> extends LoadedPage {
  /** The request for the page, for errors. */
  readonly context: RequestContext;
  /** `null` until the whole page is there. */
  readonly page: ListedPage<Item> | null;
}

/** How pages are loaded. */
export interface LoadPageConfig {
  /** The page size, where not fewer rows are wanted. */
  readonly perPage: number;
  /** Whether a page that was too large is requested again in a smaller size. */
  readonly isAdaptive: boolean;
  /** Whether to look for the next cursor while a page is arriving. */
  readonly isScanned: boolean;
}

/** Loads the pages of a list; all of them share one page size. */
export function loadPages<Item>(
  client: Client,
  endpoint: ListEndpoint<Item>,
  { perPage, isAdaptive, isScanned }: LoadPageConfig,
): Load<LoadingPage<Item>> {
  const size = createPageSize(perPage);
  const { secrets } = client;
  const scan = (): ((chunk: string) => string | undefined) =>
    scanPages((pages) => {
      const next = earlyCursor(pages);
      const isUsable = next !== null && endpoint.isSafe(next) && !secrets.areIn(next);
      return isUsable ? next : undefined;
    });

  return ({ cursor, wanted, beyond = null, extra = 0 }) => {
    let more = extra;
    let requested = perPage;
    let suspicions = 0;
    // Before version 2.6 a cursor is a URL that counts pages of one size, so the size must stay.
    const countsPages = cursor !== null && isAbsoluteUrl(cursor);
    const progress$ = send(
      {
        request: () => {
          requested = Math.min(size.current() + more, wanted, endpoint.maxPerPage);
          return endpoint.request(cursor, requested, beyond);
        },
        shrink: (error) => {
          if (!isAdaptive || countsPages) return false;
          if (isPageTooLarge(error)) {
            const isSmaller = more > 0 || size.halve(requested);
            more = 0;
            return isSmaller;
          }
          if (mayBePageTooLarge(error)) {
            suspicions += 1;
            if (suspicions > 1) size.halve(requested);
          }
          return false;
        },
        decode: (json, context) => {
          const list = endpoint.decode(json, context);
          if (list.next === null || !secrets.areIn(list.next)) return list;
          throw new DecodeError(context, 'pages.next contains the token', { isPermanent: true });
        },
        scan: isScanned ? scan : undefined,
      },
      client,
    );
    return progress$.pipe(
      map(({ context, found = null, response }): LoadingPage<Item> => {
        if (response === null) return { context, next: found, page: null };
        const { next, perPage: told } = response.value;
        // Not in `decode`: the same cursor would come again, so the request is not repeated.
        if (next !== null && !endpoint.isSafe(next)) {
          throw new DecodeError(context, 'pages.next leads elsewhere', { isPermanent: true });
        }
        size.grow();
        const page = { cursor, response, ...response.value, perPage: told ?? requested };
        return { context, next, page };
      }),
    );
  };
}
