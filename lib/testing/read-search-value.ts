import type { FieldKind } from './find-search-field.ts';
import { invalidParameter } from './refusal.ts';

/** A value to compare with. */
export type SearchValue = string | number | boolean;

/**
 * Reads a value of a query as the field's own values are; its kind is not `custom`. Throws a
 * {@link Refusal} 400 `parameter_invalid` when the field cannot have it.
 */
export function readSearchValue(value: unknown, kind: FieldKind, name: string): SearchValue {
  const read = readAs(value, kind);
  if (read !== undefined) return read;
  throw invalidParameter(`${JSON.stringify(value)} is not a valid value of ${name}`);
}

/** The kind of a custom attribute: nothing tells but the value, or values, it is searched for. */
export function kindOfValue(value: unknown): FieldKind {
  const sample: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof sample === 'number') return 'integer';
  return typeof sample === 'boolean' ? 'boolean' : 'string';
}

function readAs(value: unknown, kind: FieldKind): SearchValue | undefined {
  if (kind === 'boolean') return booleans.get(value);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (kind === 'words') return String(value).toLowerCase();
  if (kind !== 'integer' && kind !== 'date') return String(value);
  const number = value === '' ? Number.NaN : Number(value);
  const isValid = kind === 'date' ? Number.isInteger(number) : Number.isFinite(number);
  return isValid ? number : undefined;
}

const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
]);
