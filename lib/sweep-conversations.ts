import { defer, map, takeWhile, type Observable } from 'rxjs';
import { NO_REQUEST } from './errors/error-context.ts';
import { InvalidOptionsError } from './errors/invalid-options-error.ts';
import { ListOrderError } from './errors/list-order-error.ts';
import type { PageEvent } from './events/stream-event.ts';
import { check } from './http/check.ts';
import type { Client, Where } from './http/client.ts';
import { isWebUrl } from './http/cursor-url.ts';
import { listConversations, type ListedPage } from './list-conversations.ts';
import type { ResolvedPaging } from './options.ts';
import { findDisorder } from './paging/order.ts';
import { createPageSize } from './paging/page-size.ts';
import { advance, type Advance, type Position } from './paging/position.ts';
import { walk } from './paging/walk.ts';
import type { Conversation } from './types/conversation.ts';

/** A page, and what it adds to the walk. */
export interface SweptPage extends Advance<Conversation> {
  readonly listed: ListedPage;
  /** Where the walk stood before it. */
  readonly before: Position;
  /** `null` where nobody looked. */
  readonly isOrdered: boolean | null;
}

/** What the sweeps of one subscription share. */
export interface SweepConfig {
  /** Conversations that are still wanted. */
  readonly remaining: () => number;
  /** Emits when the next page is wanted; without it, as soon as one is delivered. */
  readonly ready?: (() => Observable<unknown>) | undefined;
  /** Whether anything relies on the order of the list. */
  readonly checkOrder: boolean;
}

/** Reads the list, as often as it takes. */
export interface Sweeps {
  /** Reads from a position down to where its sweep ends. */
  readonly sweep$: (from: Position) => Observable<SweptPage>;
  /** Says where the request for the page to be delivered next stands. */
  readonly where: Where;
}

/** See https://developers.intercom.com/docs/references/2.6/changelog */
const COUNTS_PAGES = /^(?:1\.\d+|2\.[0-5])$/;
const NAMES_CONVERSATIONS =
  "'2.6' or newer for what relies on the order of the list: before, a deletion shifts it";

/**
 * Makes the reader of one subscription. Its errors: those of {@link walk}, and in place of a page
 * {@link ListOrderError}, or {@link InvalidOptionsError} where pages are counted, so that a
 * deletion would shift one past the walk.
 */
export function createSweeps(
  client: Client,
  { start, perPage, prefetch, requireOrder, adaptivePageSize }: ResolvedPaging,
  { remaining, ready, checkOrder }: SweepConfig,
): Sweeps {
  /** Rows that will be met again, and are asked for besides those wanted. */
  let known = 0;
  let current: Where = () => ({ ...NO_REQUEST, startingAfter: start.cursor ?? undefined });
  const request = listConversations(client, {
    size: createPageSize(perPage),
    isAdaptive: adaptivePageSize,
    isEager: prefetch,
    remaining: (ahead) => remaining() + known - (ahead ? perPage : 0),
  });

  if (checkOrder) {
    const { version } = client;
    check(version === null || !COUNTS_PAGES.test(version), 'version', version, NAMES_CONVERSATIONS);
  }

  const isUnordered = checkOrder && !requireOrder;
  const isInOrder = (
    { items, next, startingAfter, context }: ListedPage,
    last: number,
  ): boolean => {
    if (next !== null && isWebUrl(next)) {
      const got = 'one that counts pages';
      throw new InvalidOptionsError('version', got, NAMES_CONVERSATIONS, { startingAfter });
    }
    const disorder = findDisorder(items, last);
    const timeless = items.find(({ updated_at }) => !Number.isFinite(updated_at));
    const wrong = requireOrder ? disorder : timeless;
    if (wrong !== undefined) throw new ListOrderError(context, wrong.id);
    return disorder === undefined;
  };

  return {
    sweep$: (from) =>
      defer(() => {
        const { sweep, cursor, downTo } = from;
        if (sweep > 0) client.notify({ kind: 'sweep', number: sweep, downTo });
        known = countAhead(from);
        let before = from;
        let last = Infinity;
        return walk({
          start: cursor ?? undefined,
          request,
          onCurrent: ({ where }) => {
            current = where;
          },
          prefetch: () => prefetch && sweep === 0 && remaining() + known > perPage,
          ready,
        }).pipe(
          map((listed): SweptPage => {
            const isOrdered = checkOrder ? isInOrder(listed, last) : null;
            last = listed.items.at(-1)?.updated_at ?? last;
            const swept = {
              ...advance(before, listed, { known: from.delivered, isUnordered }),
              listed,
              before,
              isOrdered,
            };
            before = swept.position;
            known = Math.max(0, known - swept.duplicates);
            return swept;
          }),
          takeWhile(({ isOver }) => !isOver, true),
        );
      }),
    where: () => current(),
  };
}

/** How many delivered rows will be met again: from inside the list, none of the top's. */
function countAhead({ cursor, mark, delivered }: Position): number {
  if (cursor === null || mark === null) return delivered.size;
  return [...delivered.values()].filter((at) => at < mark).length;
}

/** @param conversations - how many of the page are delivered */
export function pageEvent(
  { listed, before, duplicates, isOrdered }: SweptPage,
  conversations: number,
): PageEvent {
  const { number, totalCount } = listed;
  return {
    kind: 'page',
    sweep: before.sweep,
    number: number ?? before.page,
    conversations,
    duplicates,
    totalCount,
    isOrdered,
  };
}
