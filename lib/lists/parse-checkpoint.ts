import { check, checkThat } from '../errors/check.ts';
import { isObject, isText, plainCopy, type JsonObject } from '../types/json.ts';
import { createDelivered, type Delivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';

/** The shape that is written, and the only one that is read. */
export const FORMAT = 1 as const;

/** Each kind of checkpoint has one of these keys. */
const KEYS = ['pass', 'ranges'] as const;

/** The option that takes a checkpoint. */
export const FIELD = 'resumeFrom';

/**
 * Takes a checkpoint out of what the user has stored.
 *
 * @param key - of the kind, whatever its format
 * @param isWhole - whether an object has the shape that is written
 * @param allowed - what the value may be, for the error
 * @throws {@link InvalidOptionsError} for a value that is not such a checkpoint, and for one of another
 * format
 */
export function parseCheckpoint<Kind extends object>(
  value: unknown,
  key: (typeof KEYS)[number] & keyof Kind,
  isWhole: (checkpoint: JsonObject) => boolean,
  allowed: string,
): Kind {
  const checkpoint = plainCopy(value);
  check(isObject(checkpoint), FIELD, value, allowed);
  const { format, baseUrl, version } = checkpoint;
  checkThat(
    format === FORMAT || !(key in checkpoint),
    FIELD,
    `a checkpoint of format ${String(format)}`,
    `a checkpoint of format ${FORMAT}: start anew, or read it with the version that wrote it`,
  );
  const isOfApi = isText(baseUrl) && (version === null || isText(version));
  const isOther = !(key in checkpoint) && KEYS.some((other) => other in checkpoint);
  checkThat(!isOther, FIELD, 'a checkpoint of another function', allowed);
  check(isOfApi && isWhole(checkpoint), FIELD, checkpoint, allowed);
  return checkpoint as Kind;
}

/** Whether a value may stand for a time in a checkpoint. */
export function isTime(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}

const withSeen = lazy('seen');

/**
 * Writes down a state with the rows of its last second. They are listed when they are read, because they
 * may be many. An id that is not a text is left out, so its row may come again.
 */
export function listSeen<State extends { readonly seen: Delivered }>({
  seen,
  ...state
}: State): Omit<State, 'seen'> & { readonly seen: readonly string[] } {
  return withSeen({ ...state }, () => [...seen.toMap().keys()].filter(isText));
}

/** Reads such a state: only the ids of its rows count. */
export function resumeSeen<State extends { readonly seen: readonly string[] }>({
  seen,
  ...state
}: State): Omit<State, 'seen'> & { readonly seen: Delivered } {
  return { ...state, seen: createDelivered(seen.map((id) => [id, 0])) };
}
