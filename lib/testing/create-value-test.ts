import { dateRange, type DateOperator, type TestSearchBounds } from './date-range.ts';
import type { FieldKind } from './find-search-field.ts';
import type { SearchValue } from './read-search-value.ts';
import { compareIds } from './sort-order.ts';

/**
 * Makes the test for one value of a query.
 *
 * @param base - The operator.
 * @param wanted - The value of the query.
 * @param kind - The kind of the field.
 * @param bounds - How times are compared. Whole numbers follow it, except for days.
 * @returns Whether a value of a conversation passes.
 */
export function createValueTest(
  base: string,
  wanted: SearchValue,
  kind: FieldKind,
  bounds: TestSearchBounds,
): (value: unknown) => boolean {
  if (kind === 'date') {
    const { min, max } = dateRange(base as DateOperator, Number(wanted), bounds);
    return (value) => Number(value) >= min && Number(value) <= max;
  }
  const text = String(wanted);
  switch (base) {
    case '~':
      return (value) => String(value).includes(text);
    case '^':
      return (value) => String(value).startsWith(text);
    case '$':
      return (value) => String(value).endsWith(text);
    case '=':
      return (value) => String(value) === text;
  }
  const compare = (value: unknown): number =>
    kind === 'id' ? compareIds(String(value), text) : Number(value) - Number(wanted);
  const finds = base.endsWith('=') || bounds === 'inclusive';
  const sign = base.startsWith('<') ? -1 : 1;
  return (value) => {
    const difference = sign * compare(value);
    return finds ? difference >= 0 : difference > 0;
  };
}
