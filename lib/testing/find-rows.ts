import type { RowIndex } from './row-index.ts';
import type { Complete } from './row.ts';
import { fulfils, type IndexedField, type SearchClause } from './search-clause.ts';
import { compareBy, listOrder, type SortOrder } from './sort-order.ts';
import { type Span, spanOf, spanWithin } from './span.ts';

/**
 * Finds the rows of a search. Bounds on the field that orders them cost two bisections, however
 * many rows there are. Anything else looks at each row of the narrowest range.
 *
 * @param index - Where to look.
 * @param clause - What a row must fulfil.
 * @param order - How to order the rows.
 * @param complete - Makes a row complete.
 * @returns The rows.
 */
export function findRows(
  index: RowIndex,
  clause: SearchClause,
  order: SortOrder,
  complete: Complete,
): Span {
  const ordered = index.sorted(order);
  const spans = fields.flatMap((field) => {
    const range = clause.ranges[field];
    if (range === undefined) return [];
    const by = field === order.field ? order : orders[field];
    return [spanWithin(index.sorted(by), field, by.descending, range)];
  });
  const [first = spanOf(ordered), second] = spans;
  const isDone = clause.tests.length === 0 && second === undefined && first.rows === ordered;
  if (isDone) return first;
  const { rows, from, to } = second !== undefined && size(second) < size(first) ? second : first;
  const found = rows.slice(from, to).filter((row) => fulfils(clause, row, complete));
  return spanOf(rows === ordered ? found : found.sort(compareBy(order)));
}

const fields: readonly IndexedField[] = ['created_at', 'updated_at'];

/** The order in which a range is looked up, when the search asks for another one. */
const orders: Readonly<Record<IndexedField, SortOrder>> = {
  created_at: { field: 'created_at', descending: false },
  updated_at: listOrder,
};

function size({ from, to }: Span): number {
  return to - from;
}
