import { dateRange, type DateOperator, type TestSearchBounds } from './date-range.ts';
import type { FieldKind } from './find-search-field.ts';
import type { SearchValue } from './read-search-value.ts';
import { compareIds } from './sort-order.ts';

/**
 * Makes the test of a filter: whether a value of a conversation compares with the wanted one as the
 * operator `base` says. Whole numbers follow the bounds of times, except for days.
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
