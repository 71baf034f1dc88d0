import type { ErrorListEntry } from '../errors/error-list-error.ts';
import { isObject, textOr } from './json.ts';

/** An `error.list` body, with what is missing filled in. */
export interface ReadErrorList {
  readonly requestId: string | null;
  readonly errors: readonly ErrorListEntry[];
}

/**
 * Reads an `error.list`. Entries of old API versions say `type` instead of `code`.
 *
 * @param json - the parsed body
 * @returns `null` when it is none
 */
export function readErrorList(json: unknown): ReadErrorList | null {
  if (!isObject(json) || json['type'] !== 'error.list') return null;
  const entries = Array.isArray(json['errors']) ? json['errors'].filter(isObject) : [];
  return {
    requestId: textOr(json['request_id'], null),
    errors: entries.map((entry) => ({
      code: textOr(entry['code'], textOr(entry['type'], 'unknown')),
      message: textOr(entry['message'], null),
      field: textOr(entry['field'], null),
    })),
  };
}
