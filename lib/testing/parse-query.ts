import { isAtLeast } from './api-version.ts';
import type { TestSearchBounds } from './date-range.ts';
import { isRecord } from './is-record.ts';
import { parseFilter } from './parse-filter.ts';
import { invalidParameter, Refusal } from './refusal.ts';
import { allOf, anyOf, type SearchClause } from './search-clause.ts';

/** The most members of a group. */
const mostMembers = 15;
/** The most levels of groups inside the outermost group. */
const mostLevels = 2;

/** What a query is read by. */
export interface SearchQueryConfig {
  readonly version: string;
  /** How times are compared. */
  readonly bounds: TestSearchBounds;
}

/**
 * Reads a query: a filter, or groups of filters; `level` counts the groups it is inside of. Throws a
 * {@link Refusal} 400 when it cannot be.
 *
 * @see https://developers.intercom.com/docs/references/2.14/rest-api/api.intercom.io/conversations/searchconversations
 */
export function parseQuery(query: unknown, config: SearchQueryConfig, level = 0): SearchClause {
  if (!isRecord(query)) throw invalidParameter('query is required and must be an object');
  if ('field' in query) return parseFilter(query, config.bounds);
  const { operator, value } = query;
  if (operator !== 'AND' && operator !== 'OR') {
    // Recorded of version 2.3.
    const message = 'Composite operators must be of type AND or OR';
    throw new Refusal(400, 'invalid_operator', message);
  }
  if (level > mostLevels) throw invalidParameter(`Groups can be nested ${mostLevels} levels deep`);
  checkMembers(value, config.version);
  const clauses = value.map((member) => parseQuery(member, config, level + 1));
  return operator === 'AND' ? allOf(clauses) : anyOf(clauses);
}

function checkMembers(value: unknown, version: string): asserts value is readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalidParameter('The value of a group must be an array of filters or groups');
  }
  if (value.length > mostMembers) throw invalidParameter(`A group can have ${mostMembers} filters`);
  const filters = value.filter((member) => isRecord(member) && 'field' in member).length;
  if (isAtLeast(version, '2.14') && filters > 0 && filters < value.length) {
    throw invalidParameter('A group can have filters or groups, not both');
  }
}
