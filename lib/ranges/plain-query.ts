import { isObject } from '../http/json.ts';
import type { SearchQuery } from '../types/search-query.ts';

/** A query as it is sent: its dates in unix seconds, and its fields in one order. */
export function plainQuery(query: SearchQuery): SearchQuery {
  return plain(query) as SearchQuery;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const fields = Object.keys(value).sort();
  return Object.fromEntries(fields.map((field) => [field, plain(value[field])]));
}
