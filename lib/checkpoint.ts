import { check } from './http/check.ts';
import type { Client } from './http/client.ts';
import { staysHome } from './http/cursor-url.ts';
import { isObject } from './http/json.ts';
import type { Position } from './paging/position.ts';
import type { Checkpoint } from './types/checkpoint.ts';

type Api = Pick<Client, 'baseUrl' | 'version'>;

/** Writes down where a walk stands. */
export function createCheckpoint(
  { sweep, page, cursor, mark, downTo, delivered }: Position,
  { baseUrl, version }: Api,
): Checkpoint {
  return {
    baseUrl,
    version,
    sweep,
    page,
    cursor,
    mark: isTime(mark) ? mark : null,
    downTo: isTime(downTo) ? downTo : null,
    // A row that the API describes otherwise than it says may come again; nothing is lost by it.
    delivered: [...delivered].filter(isDelivered),
  };
}

/**
 * Reads where a walk stood. The page size may be another one: a cursor names a conversation, or a
 * whole URL.
 *
 * @throws {@link InvalidOptionsError} for what is no checkpoint, or one of another region or version
 */
export function readCheckpoint(checkpoint: unknown, { baseUrl, version }: Api): Position {
  const field = 'resumeFrom';
  const allowed = 'a checkpoint of a page or an error: an object, its JSON parsed';
  check(isCheckpoint(checkpoint), field, checkpoint, allowed);
  const { sweep, page, cursor, mark, downTo, delivered } = checkpoint;
  const api = `${checkpoint.baseUrl}, version ${String(checkpoint.version)}`;
  check(
    checkpoint.baseUrl === baseUrl && checkpoint.version === version,
    field,
    api,
    `a checkpoint of ${baseUrl}, version ${String(version)}`,
  );
  check(cursor === null || staysHome(cursor, baseUrl), field, cursor, 'a cursor of its own origin');
  return { sweep, page, cursor, mark, downTo, delivered: new Map(delivered) };
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (!isObject(value)) return false;
  const { baseUrl, version, sweep, page, cursor, mark, downTo, delivered } = value;
  return (
    typeof baseUrl === 'string' &&
    (version === null || typeof version === 'string') &&
    isCount(sweep, 0) &&
    isCount(page, 1) &&
    (cursor === null || (typeof cursor === 'string' && cursor !== '')) &&
    isTime(mark) &&
    isTime(downTo) &&
    Array.isArray(delivered) &&
    delivered.every(isDelivered)
  );
}

function isCount(value: unknown, min: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min;
}

function isDelivered(entry: unknown): boolean {
  return Array.isArray(entry) && typeof entry[0] === 'string' && isTime(entry[1] ?? null);
}

function isTime(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}
