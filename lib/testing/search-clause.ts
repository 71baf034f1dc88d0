import { type DateRange, intersect } from './date-range.ts';
import type { Complete, Row } from './row.ts';

/** The fields whose ranges an index finds without looking at every row. */
export type IndexedField = 'created_at' | 'updated_at';

/** What a row must fulfil: be in all of the ranges, and pass all of the tests. */
export interface SearchClause {
  /** The seconds that the indexed fields may have. */
  readonly ranges: Readonly<Partial<Record<IndexedField, DateRange>>>;
  /** Everything else. */
  readonly tests: readonly ((row: Row, complete: Complete) => boolean)[];
}

/** Whether a row fulfils a clause. */
export function fulfils({ ranges, tests }: SearchClause, row: Row, complete: Complete): boolean {
  return (
    isIn(ranges.created_at, row.created_at) &&
    isIn(ranges.updated_at, row.updated_at) &&
    tests.every((test) => test(row, complete))
  );
}

/** Joins clauses by AND. */
export function allOf(clauses: readonly SearchClause[]): SearchClause {
  return clauses.reduce(
    (all, { ranges, tests }) => ({
      ranges: { ...all.ranges, ...narrow(all, ranges) },
      tests: [...all.tests, ...tests],
    }),
    { ranges: {}, tests: [] },
  );
}

/** Joins clauses by OR. */
export function anyOf(clauses: readonly SearchClause[]): SearchClause {
  const [only] = clauses;
  if (only !== undefined && clauses.length === 1) return only;
  return {
    ranges: {},
    tests: [(row, complete) => clauses.some((clause) => fulfils(clause, row, complete))],
  };
}

function narrow(all: SearchClause, ranges: SearchClause['ranges']): SearchClause['ranges'] {
  const { created_at, updated_at } = ranges;
  return {
    ...(created_at && { created_at: intersect(created_at, all.ranges.created_at) }),
    ...(updated_at && { updated_at: intersect(updated_at, all.ranges.updated_at) }),
  };
}

function isIn(range: DateRange | undefined, value: number): boolean {
  return range === undefined || (value >= range.min && value <= range.max);
}
