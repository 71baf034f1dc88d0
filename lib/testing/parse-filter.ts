import { createValueTest } from './create-value-test.ts';
import { dateRange, type DateOperator, type TestSearchBounds } from './date-range.ts';
import { findSearchField, type SearchField } from './find-search-field.ts';
import { toPlainText } from './plain-text.ts';
import { readOperator } from './read-operator.ts';
import { kindOfValue, readSearchValue } from './read-search-value.ts';
import { invalidParameter } from './refusal.ts';
import type { SearchClause } from './search-clause.ts';
import { valuesAt } from './values-at.ts';

/**
 * Reads a single filter: `field`, `operator` and `value`. Throws a {@link Refusal} 400 when one of
 * them cannot be.
 */
export function parseFilter(
  filter: Readonly<Record<string, unknown>>,
  bounds: TestSearchBounds,
): SearchClause {
  const { value } = filter;
  const name = String(filter['field']);
  const field = findSearchField(name);
  const kind = field.kind === 'custom' ? kindOfValue(value) : field.kind;
  const { base, negated, takesMany } = readOperator(filter['operator'], kind);
  if (value === null && base === '=' && !takesMany) {
    return testing(field, (values) => (values.length === 0) !== negated);
  }
  const wanted = readList(value, takesMany).map((item) => readSearchValue(item, kind, name));
  if (!negated && !takesMany && (name === 'created_at' || name === 'updated_at')) {
    const range = dateRange(base as DateOperator, Number(wanted[0]), bounds);
    return { ranges: { [name]: range }, tests: [] };
  }
  const tests = wanted.map((item) => createValueTest(base, item, kind, bounds));
  return testing(field, (values) => {
    const found = values.some((item) => tests.some((test) => test(item)));
    return found !== negated;
  });
}

function readList(value: unknown, takesMany: boolean): readonly unknown[] {
  if (!takesMany) return [value];
  if (Array.isArray(value)) return value;
  throw invalidParameter('IN and NIN take an array');
}

/** A row that is not complete has these three fields. */
const inRow: readonly (string | undefined)[] = ['id', 'created_at', 'updated_at'];

function testing(
  { kind, path }: SearchField,
  isWanted: (values: readonly unknown[]) => boolean,
): SearchClause {
  const needsAll = !inRow.includes(path[0]);
  return {
    ranges: {},
    tests: [
      (row, complete) => {
        const values = valuesAt(needsAll ? complete(row) : row, path);
        return isWanted(kind === 'words' ? values.flatMap(wordsOf) : values);
      },
    ],
  };
}

function wordsOf(value: unknown): readonly string[] {
  return (
    toPlainText(String(value))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
