import type { RequestContext } from '../errors/error-context.ts';
import { PaginationStalledError } from '../errors/pagination-stalled-error.ts';
import type { ListPage } from './advance.ts';
import type { Row } from './delivered.ts';
import { createStallDetector } from './stall.ts';

/** Whether the pages of a query come to an end. */
export interface Progress {
  /** The page of this cursor is requested. */
  readonly visit: (cursor: string | null) => void;
  readonly hasVisited: (cursor: string) => boolean;
  /** @throws {@link PaginationStalledError} when the next cursor has come before, or nothing new comes */
  readonly check: (
    page: Pick<ListPage<Pick<Row, 'id'>>, 'items' | 'next'>,
    context: RequestContext,
  ) => void;
}

/** Watches the pages of one query. A query that takes its place needs another one. */
export function createProgress(): Progress {
  const visited = new Set<string | null>();
  const isStalled = createStallDetector();
  return {
    visit: (cursor) => {
      visited.add(cursor);
    },
    hasVisited: (cursor) => visited.has(cursor),
    check({ items, next }, context) {
      const isStale = isStalled(items);
      if (next === null) return;
      if (visited.has(next)) throw new PaginationStalledError(context, next, 'came back');
      if (isStale) throw new PaginationStalledError(context, next, 'brings nothing new');
    },
  };
}
