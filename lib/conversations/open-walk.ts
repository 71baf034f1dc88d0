import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { createClient } from '../http/client.ts';
import { checkVersionNamesRows } from '../lists/check-order.ts';
import { createWalk, type Walk } from '../lists/create-walk.ts';
import { loadPages } from '../lists/load-page.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';
import { listConversations } from './list-conversations.ts';
import { resolvePaging } from './resolve-paging.ts';

/** How a consumer holds its walk back. */
export interface Gates {
  /** Emits when the next page is wanted; without it, as soon as one is delivered. */
  readonly whenPageWanted?: (() => Observable<unknown>) | undefined;
  /** Emits when all delivered conversations are done with; without it, as `whenPageWanted`. */
  readonly whenIdle?: (() => Observable<unknown>) | undefined;
}

/** A walk over the conversations of a workspace. */
export interface ConversationWalk extends Walk<Conversation> {
  /** Tells `onComplete` and `events` when the stream completes. */
  readonly reportOnComplete: <T>() => MonoTypeOperatorFunction<T>;
}

/**
 * Makes the walk of one subscription.
 *
 * @throws {@link InvalidOptionsError} for the first bad option
 */
export function openWalk(options: ConversationsOptions, gates: Gates = {}): ConversationWalk {
  const client = createClient(options);
  const endpoint = listConversations(client);
  const paging = resolvePaging(options, client, endpoint);
  const { start, limit, perPage, adaptivePageSize, prefetch, catchUp, requireOrder } = paging;
  if (catchUp) checkVersionNamesRows(client.version);
  const load = loadPages(client, endpoint, {
    perPage,
    isAdaptive: adaptivePageSize,
    isScanned: prefetch,
  });
  const walk = createWalk({
    ...gates,
    client,
    start: { position: start, wanted: limit },
    load,
    perPage,
    isPrefetched: prefetch,
    catchUp,
    order: orderOf(catchUp, requireOrder),
  });
  return { ...walk, reportOnComplete: () => client.reporter.reportOnComplete(walk.checkpoint) };
}

function orderOf(isNeeded: boolean, isRequired: boolean): 'ignored' | 'reported' | 'required' {
  if (!isNeeded) return 'ignored';
  return isRequired ? 'required' : 'reported';
}
