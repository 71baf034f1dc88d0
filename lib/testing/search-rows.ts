import { findRows } from './find-rows.ts';
import type { RowIndex } from './row-index.ts';
import type { Complete, Row } from './row.ts';
import type { SearchClause } from './search-clause.ts';
import type { SortOrder } from './sort-order.ts';

/** How many results are remembered. */
const capacity = 32;

/**
 * Finds the rows of a search in an index as it stands; `key` is the same for the same clause and
 * order only.
 */
export type SearchRows = (
  index: RowIndex,
  clause: SearchClause,
  order: SortOrder,
  key: string,
) => readonly Row[];

/**
 * Makes a search that remembers its latest results as long as the index does not change, because
 * the pages of one search ask for the same rows.
 */
export function createSearchRows(complete: Complete): SearchRows {
  const results = new Map<string, readonly Row[]>();
  const completeOnce = rememberLast(complete);
  let version = 0;
  return (index, clause, order, key) => {
    if (index.version !== version) results.clear();
    version = index.version;
    const known = results.get(key);
    if (known !== undefined) return known;
    if (results.size === capacity) results.clear();
    const rows = findRows(index, clause, order, completeOnce);
    results.set(key, rows);
    return rows;
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
