import type { ErrorListEntry } from '../errors/error-list-error.ts';
import { isObject, type JsonObject } from '../types/json.ts';
import type { Redact } from './redact.ts';

/** An `error.list` body, with what is missing filled in. */
export interface ReadErrorList {
  readonly requestId: string | null;
  readonly errors: readonly ErrorListEntry[];
}

/** Whether a parsed body says that it is an `error.list`. */
export function isErrorList(json: unknown): json is JsonObject {
  return isObject(json) && json['type'] === 'error.list';
}

/**
 * Reads an `error.list`. Entries of old API versions say `type` instead of `code`.
 *
 * @param json - the parsed body
 * @param redact - applied to each text
 * @returns `null` when it is none
 */
export function readErrorList(json: unknown, redact: Redact): ReadErrorList | null {
  if (!isErrorList(json)) return null;
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? redact(value) : null;
  const entries = Array.isArray(json['errors']) ? json['errors'].filter(isObject) : [];
  return {
    requestId: text(json['request_id']),
    errors: entries.map((entry) => ({
      code: text(entry['code']) ?? text(entry['type']) ?? 'unknown',
      message: text(entry['message']),
      field: text(entry['field']),
    })),
  };
}
