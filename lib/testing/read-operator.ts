import type { FieldKind } from './find-search-field.ts';
import { Refusal } from './refusal.ts';

const equality = ['=', '!=', 'IN', 'NIN'];
const ordered = [...equality, '<', '<=', '>', '>='];
const textual = [...equality, '~', '!~', '^', '$'];

const operators: Readonly<Record<FieldKind, readonly string[]>> = {
  boolean: equality,
  custom: [],
  date: ordered,
  id: ordered,
  integer: ordered,
  string: textual,
  words: textual,
};

/** The operators that say the contrary of another. */
const contraries: Readonly<Record<string, string>> = { '!=': '=', NIN: 'IN', '!~': '~' };

/** An operator, taken apart. */
export interface SearchOperator {
  /** The operator that is evaluated; `IN` is `=` with several values. */
  readonly base: string;
  /** Whether its contrary is asked for. */
  readonly negated: boolean;
  /** Whether it takes an array. */
  readonly takesMany: boolean;
}

/**
 * Reads the operator of a filter. Throws a {@link Refusal} 400 `invalid_operator` when a field of
 * this kind does not know it.
 */
export function readOperator(operator: unknown, kind: FieldKind): SearchOperator {
  const text = String(operator);
  if (!operators[kind].includes(text)) {
    throw new Refusal(400, 'invalid_operator', `${text} is not a valid operator for this field`);
  }
  const base = contraries[text] ?? text;
  const takesMany = base === 'IN';
  return { base: takesMany ? '=' : base, negated: base !== text, takesMany };
}
