import { check, checkThat } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { isSince } from '../http/is-since.ts';
import { isObject } from '../types/json.ts';
import type { SearchQuery } from '../types/search-query.ts';
import { toWireFilter } from './to-wire-filter.ts';

/** The most filters, or groups, that a group may have. */
export const MAX_MEMBERS = 15;

/** The most levels of groups inside the outermost group. */
const MAX_LEVELS = 2;

const ALLOWED = 'a filter { field, operator, value }, or a group { operator, value } of an array';

/**
 * Checks a query, and makes the JSON that is sent: dates in unix seconds, and the fields in one
 * order.
 *
 * @param query - as the caller gave it
 * @param version - of the API; `null` when it is not known
 * @throws {@link InvalidOptionsError} with the path of the first mistake
 * @see https://developers.intercom.com/docs/references/2.14/rest-api/api.intercom.io/conversations/searchconversations
 */
export function toWireQuery(query: unknown, version: string | null): SearchQuery {
  return readOption('query', () => toWire(query, version, 'query', 0), ALLOWED);
}

/**
 * @param path - where the query is, for errors
 * @param level - how many groups it is inside of
 */
function toWire(query: unknown, version: string | null, path: string, level: number): SearchQuery {
  check(isObject(query), path, query, ALLOWED);
  if ('field' in query) return toWireFilter(query, path);
  const { operator, value } = query;
  const isGroup = operator === 'AND' || operator === 'OR';
  check(isGroup, `${path}.operator`, operator, "'AND' or 'OR' in a group; a filter has a field");
  const tooDeep = `a group inside ${level} groups`;
  checkThat(
    level <= MAX_LEVELS,
    path,
    tooDeep,
    `inside ${MAX_LEVELS} groups at most: nest less deep`,
  );
  check(Array.isArray(value), path, query, ALLOWED);
  const { length } = value;
  checkThat(
    length > 0 && length <= MAX_MEMBERS,
    `${path}.value`,
    `${length} members`,
    `1 to ${MAX_MEMBERS} filters or groups: use nested groups, or IN`,
  );
  // Holes are members too.
  const members: readonly unknown[] = Array.from(value);
  const filters = members.filter((member) => isObject(member) && 'field' in member).length;
  checkThat(
    filters === 0 || filters === members.length || !isSince(version, 2, 14),
    `${path}.value`,
    'filters beside groups',
    'either filters or groups, since version 2.14: put the filters into a group of their own',
  );
  return {
    operator,
    value: members.map((member, index) =>
      toWire(member, version, `${path}.value[${index}]`, level + 1),
    ),
  };
}

/**
 * Whether the API takes a query: one that the library has added filters to may be too deep.
 *
 * @param levels - of groups that it may have inside its outermost group
 */
export function isShallow(query: SearchQuery, levels: number = MAX_LEVELS): boolean {
  if ('field' in query) return true;
  return levels >= 0 && query.value.every((member) => isShallow(member, levels - 1));
}
