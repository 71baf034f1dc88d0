import { partitionPoint } from './partition-point.ts';
import type { RowIndex } from './row-index.ts';
import type { Complete, Row } from './row.ts';
import { fulfils, type IndexedField, type SearchClause } from './search-clause.ts';
import { compareBy, listOrder, type SortOrder } from './sort-order.ts';

/**
 * Finds the rows of a search. Bounds on the field that orders them cost two bisections, however
 * many rows there are. Anything else looks at each row of the narrowest range.
 */
export function findRows(
  index: RowIndex,
  clause: SearchClause,
  order: SortOrder,
  complete: Complete,
): readonly Row[] {
  const ordered = index.sorted(order);
  const spans = fields.flatMap((field) => {
    const range = clause.ranges[field];
    if (range === undefined) return [];
    const { descending } = field === order.field ? order : orders[field];
    const rows = index.sorted({ field, descending });
    const { min, max } = range;
    const from = partitionPoint(rows, (row) => (descending ? row[field] > max : row[field] < min));
    const to = partitionPoint(rows, (row) => (descending ? row[field] >= min : row[field] <= max));
    return [{ rows, from, to: Math.max(from, to) }];
  });
  const [span = { rows: ordered, from: 0, to: ordered.length }] = spans.sort(
    (a, b) => a.to - a.from - (b.to - b.from),
  );
  const within = span.rows.slice(span.from, span.to);
  const isOrdered = span.rows === ordered;
  if (isOrdered && spans.length < 2 && clause.tests.length === 0) return within;
  const found = within.filter((row) => fulfils(clause, row, complete));
  return isOrdered ? found : found.sort(compareBy(order));
}

const fields: readonly IndexedField[] = ['created_at', 'updated_at'];

/** The order in which a range is looked up, when the search asks for another one. */
const orders: Readonly<Record<IndexedField, SortOrder>> = {
  created_at: { field: 'created_at', descending: false },
  updated_at: listOrder,
};
