import { check, checkDelay, checkFlags, checkFunction, checkInteger } from '../errors/check.ts';
import type { ClientOptions } from '../http/client-options.ts';
import type { Client } from '../http/client.ts';
import { checkVersionNamesRows } from '../lists/check-order.ts';
import { readCheckpoint } from '../lists/checkpoint.ts';
import { loadPages } from '../lists/load-page.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import type { ReadPassConfig } from '../lists/read-pass.ts';
import { LAST_UPDATED } from '../paging/order.ts';
import { startAfter, type Position } from '../paging/position.ts';
import type { SearchState } from '../paging/seek.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { openSearch, type OpenSearch } from '../search/open-search.ts';
import { listConversations } from './list-conversations.ts';

/** The options of a walk without those of its client. */
type ListOptions = Omit<ConversationsOptions, keyof ClientOptions>;

/** The list of conversations, ready to be read. */
export interface OpenList extends ReadPassConfig<Conversation> {
  readonly client: Client;
  readonly start: Position;
  /** `Infinity` for none. */
  readonly limit: number;
  readonly catchUp: boolean;
}

/**
 * Opens the list for one subscription: checks the options and fills in the defaults.
 *
 * @param isOrderNeeded - whether the caller relies on the order of the list; by default where it
 * catches up
 * @throws {@link InvalidOptionsError} for the first bad option
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function openList(
  client: Client,
  options: ListOptions,
  isOrderNeeded: boolean = options.catchUp === true,
): OpenList {
  const {
    query,
    sort,
    perPage = 20,
    adaptivePageSize = true,
    limit,
    prefetch = false,
    catchUp = false,
    requireOrder = true,
    lookBack = 30_000,
    onComplete,
  } = options;
  check(query !== undefined || sort === undefined, 'sort', sort, 'left out: it needs a query');
  const { endpoint, search, order }: Omit<OpenSearch, 'search'> & Partial<OpenSearch> =
    query === undefined
      ? {
          endpoint: listConversations(client),
          order: isOrderNeeded ? { ...LAST_UPDATED, isRequired: requireOrder } : null,
        }
      : openSearch(client, { query, sort, requireOrder, isOrderNeeded });
  checkInteger('perPage', perPage, 1, endpoint.maxPerPage);
  const start = resolveStart(options, client, endpoint, search);
  if (limit !== undefined) checkInteger('limit', limit, 1, Number.MAX_SAFE_INTEGER);
  checkFlags({ adaptivePageSize, prefetch, catchUp, requireOrder });
  checkDelay('lookBack', lookBack);
  checkFunction('onComplete', onComplete);
  if (isOrderNeeded && search === undefined) checkVersionNamesRows(client.version);
  const load = loadPages(client, endpoint, {
    perPage,
    isAdaptive: adaptivePageSize,
    isScanned: prefetch,
  });
  return {
    client,
    start,
    load,
    perPage,
    isPrefetched: prefetch,
    order,
    lookBack: Math.ceil(lookBack / 1000),
    limit: limit ?? Infinity,
    catchUp,
  };
}

function resolveStart(
  { startingAfter, resumeFrom, catchUp }: ListOptions,
  client: Client,
  { isSafe }: ListEndpoint<Conversation>,
  search: SearchState | undefined,
): Position {
  const begin = (cursor: string | null): Position => ({ ...startAfter(cursor), search });
  if (startingAfter === undefined) {
    return resumeFrom == null
      ? begin(null)
      : readCheckpoint(resumeFrom, client, isSafe, search?.query);
  }
  const valid = typeof startingAfter === 'string' && startingAfter !== '' && isSafe(startingAfter);
  check(valid, 'startingAfter', startingAfter, "a cursor, or a URL of the base URL's own origin");
  check(resumeFrom == null, 'resumeFrom', resumeFrom, 'left out beside startingAfter');
  check(
    catchUp !== true,
    'catchUp',
    catchUp,
    'false beside startingAfter, which does not say since when: pass resumeFrom instead',
  );
  return begin(startingAfter);
}
