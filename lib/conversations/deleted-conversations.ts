import { concatMap, defer, map, type Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { NO_REQUEST, type RequestContext } from '../errors/error-context.ts';
import { PaginationStalledError } from '../errors/pagination-stalled-error.ts';
import { check } from '../errors/check.ts';
import { readOptions } from '../errors/read-option.ts';
import type { ClientOptions } from '../http/client-options.ts';
import { isSince } from '../http/is-since.ts';
import { createClient } from '../http/client.ts';
import { loadPages } from '../lists/load-page.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import { paginate, type Step } from '../paging/paginate.ts';
import type { DeletedConversation } from '../types/deleted-conversation.ts';
import { advanceDeletions, startDeletions, type DeletionPosition } from './deletion-position.ts';
import { listDeletedConversations } from './list-deleted-conversations.ts';
import { toSeconds } from './to-seconds.ts';

/** The options of {@link deletedConversations$}. */
export interface DeletionsOptions extends ClientOptions {
  /**
   * Since when deletions are wanted, that second included: a date, or a `deleted_at` in unix seconds.
   * @defaultValue all that Intercom lists
   */
  readonly since?: Date | number | undefined;
}

/** Pages in a row without a new row, after which the list counts as endless. */
const MAX_STALE_PAGES = 100;

/** What is known of the next page: the request that it waits for, or its rows. */
interface DeletionStep extends Step<DeletionPosition> {
  readonly items: readonly DeletedConversation[];
}

/**
 * The deleted conversations of a workspace, last deleted first, down to `since`. Neither the list
 * nor a search tells of them.
 *
 * ```
 * page 1   --(dc)
 * page 2            --(cba)       e was deleted meanwhile
 * result   --(dc)-----(ba|)
 * ```
 *
 * Cold, lazy and patient as {@link conversations$}. It needs `version` 2.16 or newer; the other
 * functions may keep theirs. The list counts pages, so its rows move while it is read: none is
 * emitted twice, and where an entry has left the list, which `total_count` shows, the pages before it
 * are read again. Intercom does not say what the list is ordered by: where `deleted_at` rises, all pages
 * are read, and `isOrdered` of the `page` events is `false`. In such a list, an entry that leaves while another one
 * joins can move a row past the walk unseen, so read it again after a while. How long Intercom keeps
 * an entry is not documented. Its `events` are requests, responses, retries, waits, pauses and
 * failures of the limiter, and pages. The `checkpoint` of its errors is `null`: start again with the same
 * `since`.
 *
 * @example
 * ```ts
 * const since = new Date(Date.now() - 24 * 60 * 60 * 1000);
 * deletedConversations$({ token, version: '2.16', since }).subscribe(({ id, deleted_at }) => {
 *   console.log(id, 'was deleted at', new Date(deleted_at * 1000));
 * });
 * ```
 *
 * @param options - as for {@link conversations$}, without those of its walk, and `since`
 * @returns errors: {@link IntercomError}; of kind `pagination-stalled` when 100 pages in a row bring
 * nothing new
 * @see https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/conversations/listdeletedconversationids
 */
export function deletedConversations$(options: DeletionsOptions): Observable<DeletedConversation> {
  return defer(() => {
    const client = createClient(options);
    // See https://developers.intercom.com/docs/references/2.16/changelog
    const allowed =
      "'2.16', a newer one, or 'Preview': older ones do not list deleted conversations";
    check(isSince(client.version, 2, 16), 'version', client.version, allowed);
    const since = readOptions(() => resolveSince(options));
    const endpoint = listDeletedConversations(client);
    const perPage = endpoint.maxPerPage;
    const load = loadPages(client, endpoint, { perPage, isAdaptive: false, isScanned: false });
    let request: RequestContext = NO_REQUEST;

    const loadStep = (position: DeletionPosition): Observable<DeletionStep> =>
      load({ cursor: String(position.page), wanted: Infinity }).pipe(
        map(({ context, page: listed }) => {
          request = context;
          if (listed === null) return { items: [], next: null };
          const page = advanceDeletions(position, listed, since);
          const { items, duplicates, isOver, position: behind } = page;
          if (!isOver && behind.stalePages >= MAX_STALE_PAGES) {
            throw new PaginationStalledError(context, String(behind.page), 'brings nothing new');
          }
          client.reporter.emit({
            kind: 'page',
            pass: 0,
            number: position.page,
            conversations: items.length,
            duplicates,
            totalCount: listed.totalCount,
            lateness: 0,
            isOrdered: behind.isOrdered,
          });
          return { items, next: isOver ? null : behind };
        }),
      );

    return paginate(startDeletions(), loadStep).pipe(
      takeUntilAborted(client.signal, () => atPosition(request, null)),
      client.reporter.reportUntilEnd(),
      concatMap(({ items }) => items),
    );
  });
}

function resolveSince({ since }: DeletionsOptions): number {
  return since === undefined ? -Infinity : toSeconds('since', since);
}
