import { jest } from '@jest/globals';
import { asyncScheduler, map, type Observable } from 'rxjs';
import type { RequestContext } from '../../lib/errors/error-context.ts';
import { createReporter } from '../../lib/events/reporter.ts';
import type { StreamEvent } from '../../lib/events/stream-event.ts';
import type { LoadingPage } from '../../lib/lists/load-page.ts';
import type { PassPage } from '../../lib/lists/pass-page.ts';
import type { PassStep, ReadPassConfig } from '../../lib/lists/read-pass.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import type { Load } from '../../lib/paging/prefetch.ts';
import { rows } from '../helpers/rows.ts';

export type Loading = LoadingPage<Row>;

/** The request for the page after a cursor. */
export function contextOf(cursor: string | null): RequestContext {
  const url = `https://api.intercom.io/conversations?starting_after=${cursor ?? ''}`;
  return { request: { method: 'GET', url }, attempts: 1 };
}

const RESPONSE = { requestId: null, rateLimit: null, date: null, duration: 0 };

/** A whole page: its cursor, its rows, for example `a9 b8`, and the cursor after it. */
export function whole(cursor: string | null, text: string, next: string | null): Loading {
  const counts = { number: null, totalPages: null, totalCount: null, perPage: 2 };
  const page = { response: RESPONSE, ...counts, items: rows(text), next, cursor };
  return { context: contextOf(cursor), next, page };
}

/** A page that is not there yet: its cursor, and the cursor after it when that is known. */
export function partial(cursor: string | null, next: string | null): Loading {
  return { context: contextOf(cursor), next, page: null };
}

/** Loads the prepared pages by cursor, the top of the list as `A`. */
export function prepare(prepared: Readonly<Record<string, Observable<Loading>>>) {
  return jest.fn<Load<Loading>>(({ cursor }) => {
    const page$ = prepared[cursor ?? 'A'];
    if (page$ === undefined) throw new Error(`nothing prepared for ${cursor ?? 'A'}`);
    return page$;
  });
}

/** The requests made, written as the cursor and the number of wanted rows. */
export function requested(load: jest.Mock<Load<Loading>>): readonly string[] {
  return load.mock.calls.map(([{ cursor, wanted }]) => `${cursor ?? 'A'} ${wanted}`);
}

/** How passes of two rows a page are read, unless told otherwise. */
export function passConfig(
  load: Load<Loading>,
  { events = [], ...config }: Partial<ReadPassConfig<Row>> & { events?: StreamEvent[] } = {},
): ReadPassConfig<Row> {
  const observer = { next: (event: StreamEvent) => events.push(event) };
  return {
    load,
    perPage: 2,
    isPrefetched: false,
    order: null,
    lookBack: 0,
    client: { scheduler: asyncScheduler, reporter: createReporter({ events: observer }) },
    ...config,
  };
}

/** The ids of the rows that a page delivers. */
export function ids({ items }: PassPage<Row>): string {
  return items.map(({ id }) => id).join('');
}

/** Steps as the ids of their rows, and as `?` while a page is loading. */
export function names(step$: Observable<PassStep<Row>>): Observable<string> {
  return step$.pipe(map(({ page }) => (page === null ? '?' : ids(page))));
}
