import type { RequestContext } from '../errors/error-context.ts';
import type { Client } from '../http/client.ts';
import { advance } from '../paging/advance.ts';
import { judge } from '../paging/catch-up.ts';
import type { Row } from '../paging/delivered.ts';
import { LAST_UPDATED, type ListOrder } from '../paging/order.ts';
import { deliver } from '../paging/position.ts';
import { seek, type Sought } from '../paging/seek.ts';
import { checkOrder } from './check-order.ts';
import type { ListedPage } from './load-page.ts';
import type { PassPage } from './pass-page.ts';
import type { PassState } from './pass-state.ts';

/** What pages are checked for. */
export interface AddPageConfig {
  /** Whether the order of the list is checked, and whether disorder is an error. */
  readonly order: 'ignored' | 'reported' | 'required';
  /**
   * The order of the list; `null` for one that cannot be checked.
   * @defaultValue last updated first
   */
  readonly listOrder?: ListOrder | null | undefined;
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
  { order, listOrder = LAST_UPDATED, lookBack, client }: AddPageConfig,
): PassPage<Item> {
  const isOrdered =
    order === 'ignored' || listOrder === null
      ? null
      : checkOrder(listed, last, order === 'required', context, listOrder);
  const sought: Partial<Sought<Item>> =
    before.search === undefined ? {} : seek(before.search, listed.items, listOrder, isOrdered);
  const { items: rows = listed.items, search } = sought;
  const advanced = advance(
    search === undefined ? before : { ...before, search },
    rows === listed.items ? listed : { ...listed, items: rows },
    {
      known,
      remembersNewer: order !== 'ignored' && listOrder?.isTimeNeeded === true,
      lookBack,
      ...serverTime(listed, client.scheduler.now()),
    },
  );
  const { fresh } = advanced;
  const now = client.scheduler.now();
  const { state: catchUp, isDone } = judge(before.catchUp, { before, ...advanced }, now);
  const items = fresh.length > wanted ? fresh.slice(0, wanted) : fresh;
  const behind = { ...advanced.position, catchUp };
  const position = items === fresh ? behind : deliver(before, items);
  return {
    listed: isPart(before.search) ? { ...listed, totalPages: null, totalCount: null } : listed,
    items,
    before,
    after: { position, wanted: wanted - items.length },
    isOrdered,
    isDone,
    ...advanced,
    duplicates: advanced.duplicates + listed.items.length - rows.length,
  };
}

/** Whether a search tells the counts of a part of it only. */
function isPart(search: PassState['position']['search']): boolean {
  return search !== undefined && search.beyond !== null;
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
  return date === null
    ? { now: seconds(now), requestedAt: null }
    : { now: seconds(date), requestedAt: seconds(Math.min(date, now) - duration) };
}
