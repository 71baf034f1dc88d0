import type { WalkReport } from '../events/walk-report.ts';
import type { ClientOptions } from '../http/client-options.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import type { SearchQuery, SearchSort } from '../types/search-query.ts';

/** The options of {@link conversations$}, {@link conversationPages$} and {@link iterateConversations}. */
export interface ConversationsOptions extends ClientOptions {
  /**
   * Only the conversations that this search finds, read from `POST /conversations/search` in place
   * of the list. A query that the API would refuse, and a time in milliseconds, which finds nothing,
   * is an `InvalidOptionsError` before any request; its `field` says where in the query.
   *
   * A cursor that the API refuses is replaced by a filter, where the search is ordered by
   * `created_at` or `updated_at`, as it is without `sort`. Otherwise the stream fails.
   * @defaultValue none: all conversations
   * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
   */
  readonly query?: SearchQuery | undefined;

  /**
   * The order of the search; only beside `query`. An order by `created_at` or `updated_at` is
   * checked on each page. `catchUp` and `conversationUpdates$` find changes only in the default
   * order, and refuse another.
   * @defaultValue that of the API: last updated first
   */
  readonly sort?: SearchSort | undefined;

  /**
   * Conversations per page, from 1 to 150.
   * @defaultValue `20`
   */
  readonly perPage?: number | undefined;

  /**
   * Whether a page that was too large is requested again in half the size, down to 1, because some
   * pages of real workspaces succeed only when they are small. After each success the size grows by
   * an eighth, up to `perPage`.
   *
   * Status 408, 413, 502, 504, 524 and timeouts say that a page was too large. Status 500, 503,
   * broken connections and unreadable bodies may say so when the same page fails in this way again.
   *
   * After the former, smaller requests do not use up `retry.count`, so a server that never answers
   * costs up to seven more timeouts. `retry: false` switches smaller requests off.
   * @defaultValue `true`
   */
  readonly adaptivePageSize?: boolean | undefined;

  /**
   * The walk starts after this cursor: `next` of a page, or `startingAfter` of an error.
   * @defaultValue none: the walk starts at the top of the list
   */
  readonly startingAfter?: string | undefined;

  /**
   * The walk continues exactly at this checkpoint of a page or an error, also inside a page and
   * while catching up. The base URL (and so the region), the version, `query` and `sort` must be the
   * same as before; the page size may differ. A checkpoint of an export is refused:
   * it belongs to {@link exportConversations$}. Without `catchUp`, a walk that had reached the end
   * of the list completes at once.
   * @defaultValue `null`: the walk starts at the top of the list
   */
  readonly resumeFrom?: Checkpoint | ExportCheckpoint | null | undefined;

  /**
   * The stream completes after this number of conversations. The last page is requested only as
   * large as needed. If the API sends more (before version 2.6 it keeps the page size), the rest of
   * the page is left out: `checkpoint` of the page continues with that rest, and `next` continues
   * after it.
   * @defaultValue none
   */
  readonly limit?: number | undefined;

  /**
   * Whether to load one page ahead: the next page is requested as soon as its cursor has arrived,
   * before the rest of the current page. This is faster, but `take(n)` may cost one more request.
   * @defaultValue `false`
   */
  readonly prefetch?: boolean | undefined;

  /**
   * Whether the walk catches up at the end of the list: it reads the list again from the top, down
   * to the time when the pass before began, until nothing new is found. A conversation is delivered
   * again only if its `updated_at` is later than before, or was corrected after it lay in the future.
   * @defaultValue `false`: the walk misses a conversation that changes before it is reached
   */
  readonly catchUp?: boolean | undefined;

  /**
   * Milliseconds by which Intercom may show a change late, after newer ones. Each pass of `catchUp`
   * and each poll of `conversationUpdates$` reads this much further back, and delivers only what is
   * new; `0` switches this off. `maxLateness` of the report says how late the latest change was.
   * @defaultValue `30_000`
   */
  readonly lookBack?: number | undefined;

  /**
   * Whether the stream fails with a `ListOrderError` when the order is wrong. `catchUp` and
   * `conversationUpdates$` need 'last updated first'; a search with `sort` needs the order of `sort`,
   * if it is by `created_at` or `updated_at`. With `false` they go on, and `isOrdered` of the report
   * and of the page events is `false`. For `catchUp` and `conversationUpdates$`, a conversation without
   * `updated_at` is always an error.
   * @defaultValue `true`
   */
  readonly requireOrder?: boolean | undefined;

  /**
   * Called with a report when the stream completes. It is not called when the stream fails or is
   * unsubscribed. `take(n)` unsubscribes too, so use `limit` instead. The stream does not wait for the
   * function: if it returns a promise, handle its rejection.
   */
  readonly onComplete?: ((report: WalkReport) => void) | undefined;
}
