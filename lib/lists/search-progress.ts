import { isArrayOf, isObject, isText } from '../types/json.ts';
import { createDelivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';
import type { SearchState } from '../paging/seek.ts';
import type { SearchProgress } from '../types/checkpoint.ts';
import { isTime, listIds } from './parse-checkpoint.ts';

const withSeen = lazy('seen');

/** Writes down how far a search is read. `seen` is listed when it is read, because it may be long. */
export function listSearch({ seen, ...search }: SearchState): SearchProgress {
  return withSeen({ ...search }, () => listIds(seen));
}

/** Reads how far a search was read. */
export function resumeSearch({ seen, ...search }: SearchProgress): SearchState {
  return { ...search, seen: createDelivered(seen.map((id) => [id, search.at ?? 0])) };
}

/** Whether a value of a checkpoint has the shape that is written. */
export function isSearchProgress(value: unknown): value is SearchProgress {
  if (!isObject(value)) return false;
  const { query, beyond, at, seen, isResumable } = value;
  return (
    isText(query) &&
    [beyond, at].every(isTime) &&
    isArrayOf(seen, isText) &&
    typeof isResumable === 'boolean'
  );
}
