import { check } from '../errors/check.ts';
import type { JsonObject } from '../types/json.ts';
import type { SearchFilter } from '../types/search-query.ts';

const OPERATORS = ['=', '!=', 'IN', 'NIN', '<', '<=', '>', '>=', '~', '!~', '^', '$'] as const;

/** Every present time in seconds is smaller, and every one in milliseconds is larger. */
export const MILLISECONDS = 1e11;

/** The known fields that hold a time, and new ones that are named in the same way. */
const TIME_FIELD = /^(?!custom_attributes\.).*(?:_at|_since|_until)$/s;

/**
 * Checks a filter, and makes the JSON that is sent.
 *
 * @param path - where the filter is, for errors
 * @throws {@link InvalidOptionsError} with the path of the mistake
 */
export function toWireFilter({ field, operator, value }: JsonObject, path: string): SearchFilter {
  const isName = typeof field === 'string' && field !== '';
  check(isName, `${path}.field`, field, 'the name of a field');
  const isKnown = OPERATORS.some((known) => known === operator);
  check(isKnown, `${path}.operator`, operator, `one of ${OPERATORS.join(' ')}`);
  const isList = operator === 'IN' || operator === 'NIN';
  const allowed = isList ? `an array for ${operator}` : 'one value: only IN and NIN take an array';
  check(Array.isArray(value) === isList, `${path}.value`, value, allowed);
  const sent = Array.isArray(value)
    ? Array.from(value, (item, index) => toWireValue(item, field, `${path}.value[${index}]`))
    : toWireValue(value, field, `${path}.value`);
  return { field, operator, value: sent } as SearchFilter;
}

function toWireValue(value: unknown, field: string, path: string): unknown {
  const sent = value instanceof Date ? Math.floor(value.getTime() / 1000) : value;
  const isNumber = Number.isFinite(sent);
  const isValid = sent === null || isNumber || ['string', 'boolean'].includes(typeof sent);
  check(isValid, path, value, 'a text, a finite number, true, false, null or a valid Date');
  if (sent === null || !TIME_FIELD.test(field)) return sent;
  const seconds = typeof sent === 'boolean' || sent === '' ? Number.NaN : Number(sent);
  check(
    Number.isInteger(seconds) && Math.abs(seconds) < MILLISECONDS,
    path,
    value,
    'a Date, or whole seconds since 1970: milliseconds would find nothing',
  );
  return sent;
}
