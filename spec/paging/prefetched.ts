import { jest } from '@jest/globals';
import { defer, filter, finalize, map, type Observable } from 'rxjs';
import { paginate } from '../../lib/paging/paginate.ts';
import { prefetch, type Load, type PageRequest } from '../../lib/paging/prefetch.ts';

/** What is known of a page: its name when all of it is there, and the cursor of the one after it. */
export interface Known<Name = string> {
  readonly page: Name | null;
  readonly next: string | null;
}

function known(page: string | null, next: string | null): Known {
  return { page, next };
}

/** Pages in small letters, early cursors in capitals; `w` says that the page is requested again. */
export const values = {
  a: known('a', 'B'),
  b: known('b', 'C'),
  c: known('c', 'D'),
  d: known('d', null),
  /** The last page, where the list has two, or three. */
  y: known('b', null),
  z: known('c', null),
  w: known(null, null),
  B: known(null, 'B'),
  C: known(null, 'C'),
  D: known(null, 'D'),
  X: known(null, 'X'),
};

/** Loads the prepared pages by cursor, the first one as `A`. */
export function prepare(prepared: Readonly<Record<string, Observable<Known>>>) {
  return jest.fn<Load<Known>>(({ cursor }) => {
    const page$ = prepared[cursor ?? 'A'];
    if (page$ === undefined) throw new Error(`nothing prepared for ${cursor ?? 'A'}`);
    return page$;
  });
}

interface Config {
  readonly following?: (request: PageRequest, next: string) => PageRequest | null;
  readonly whenPageWanted?: (() => Observable<unknown>) | undefined;
}

const TOP: PageRequest = { cursor: null, wanted: Infinity };
/** The request for the page after a cursor. */
export const everyPage = (_: PageRequest, cursor: string): PageRequest => ({
  cursor,
  wanted: Infinity,
});

/** The pages of a list, one of them loaded ahead. */
export function read<Name>(
  load: Load<Known<Name>>,
  { following = everyPage, whenPageWanted }: Config = {},
): Observable<Name> {
  return defer(() => {
    const ahead = prefetch(load, following);
    const loadStep = (request: PageRequest) =>
      ahead.load(request).pipe(
        map(({ page, next }) => ({
          page,
          next: page === null || next === null ? null : everyPage(request, next),
        })),
      );
    return paginate(TOP, loadStep, whenPageWanted).pipe(finalize(ahead.close));
  }).pipe(
    map(({ page }) => page),
    filter((page) => page !== null),
  );
}

export function requested(load: jest.Mock<Load<Known>>): readonly (string | null)[] {
  return load.mock.calls.map(([{ cursor }]) => cursor);
}
