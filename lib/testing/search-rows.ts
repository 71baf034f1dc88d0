import { findRows } from './find-rows.ts';
import type { RowIndex } from './row-index.ts';
import type { Complete, Row } from './row.ts';
import type { SearchClause } from './search-clause.ts';
import type { SortOrder } from './sort-order.ts';
import type { Span } from './span.ts';

/** How many results are remembered. */
const capacity = 32;

/** Finds the rows of a search in an index as it stands. */
export type SearchRows = (
  index: RowIndex,
  clause: SearchClause,
  order: SortOrder,
  key: string,
) => Span;

/**
 * Makes a search that remembers its latest results as long as the index does not change, because
 * the pages of one search ask for the same rows.
 *
 * @param complete - Makes a row complete.
 * @returns The search; `key` is the same for the same clause and order only.
 */
export function createSearchRows(complete: Complete): SearchRows {
  const results = new Map<string, { readonly version: number; readonly span: Span }>();
  const completeOnce = rememberLast(complete);
  return (index, clause, order, key) => {
    const { version } = index;
    const known = results.get(key);
    if (known?.version === version) return known.span;
    const span = findRows(index, clause, order, completeOnce);
    results.delete(key);
    results.set(key, { version, span });
    for (const oldest of results.keys()) {
      if (results.size <= capacity) break;
      results.delete(oldest);
    }
    return span;
  };
}

/** Several filters look at one row before the next. */
function rememberLast(complete: Complete): Complete {
  let last: { readonly row: Row; readonly conversation: ReturnType<Complete> } | undefined;
  return (row) => {
    if (last?.row !== row) last = { row, conversation: complete(row) };
    return last.conversation;
  };
}
