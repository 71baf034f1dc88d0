import type { RequestContext } from '../errors/error-context.ts';
import type { Client } from '../http/client.ts';
import { advance } from '../paging/advance.ts';
import { judge } from '../paging/catch-up.ts';
import type { Row } from '../paging/delivered.ts';
import type { ListOrder } from '../paging/order.ts';
import { deliver } from '../paging/position.ts';
import { seek } from '../paging/seek.ts';
import { checkOrder } from './check-order.ts';
import type { ListedPage } from './load-page.ts';
import type { PassPage } from './pass-page.ts';
import type { PassState } from './pass-state.ts';

/** What pages are checked for. */
export interface AddPageConfig {
  /** The order of the list; `null` where nothing relies on it, or it cannot be checked. */
  readonly order: ListOrder | null;
  /** How many seconds a change may become visible late. */
  readonly lookBack: number;
  readonly client: Pick<Client, 'scheduler'>;
}

/**
 * Adds a page to its pass.
 *
 * @param known - the rows delivered before the pass started, or went on
 * @throws those of {@link checkOrder}
 */
export function addPage<Item extends Row>(
  { position: before, wanted, last }: PassState,
  listed: ListedPage<Item>,
  context: RequestContext,
  known: ReadonlyMap<string, number>,
  { order, lookBack, client }: AddPageConfig,
): PassPage<Item> {
  const now = client.scheduler.now();
  const isOrdered = order && checkOrder(listed, last, context, order);
  const sought = before.search && seek(before.search, listed.items, order, isOrdered);
  const rows = sought?.items ?? listed.items;
  const advanced = advance(
    { ...before, search: sought?.search },
    { ...listed, items: rows },
    {
      known,
      remembersNewer: order?.isTimeNeeded === true,
      lookBack,
      ...serverTime(listed, now),
    },
  );
  const { fresh } = advanced;
  const { state: catchUp, isDone } = judge(before.catchUp, { before, ...advanced }, now);
  const items = fresh.length > wanted ? fresh.slice(0, wanted) : fresh;
  const behind = { ...advanced.position, catchUp };
  const position = items === fresh ? behind : deliver(before, items);
  return {
    // The counts behind a filter are those of a part of the search.
    listed:
      before.search?.beyond == null ? listed : { ...listed, totalPages: null, totalCount: null },
    items,
    before,
    after: { position, wanted: wanted - items.length },
    isOrdered,
    isDone,
    ...advanced,
    duplicates: advanced.duplicates + listed.items.length - rows.length,
  };
}

/**
 * The server's time, in unix seconds; this machine's where the server does not say. A `Date` that is
 * wrong may lie ahead, and would hide every change up to it, so the earlier clock says when the page
 * was requested: too early costs rows that are read again.
 */
function serverTime(
  { response: { date, duration } }: ListedPage<unknown>,
  now: number,
): { readonly now: number; readonly requestedAt: number | null } {
  const seconds = (time: number): number => Math.floor(time / 1000);
  return {
    now: seconds(date ?? now),
    requestedAt: date === null ? null : seconds(Math.min(date, now) - duration),
  };
}
