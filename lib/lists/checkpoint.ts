import { check } from '../http/check.ts';
import type { Client } from '../http/client.ts';
import { isObject, plainCopy } from '../http/json.ts';
import { NOT_STARTED } from '../paging/catch-up.ts';
import { createDelivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';
import type { Position } from '../paging/position.ts';
import type { CatchUpProgress, Checkpoint } from '../types/checkpoint.ts';
import { isSearchProgress, listSearch, resumeSearch } from './search-progress.ts';

type Api = Pick<Client, 'baseUrl' | 'version'>;

/** The shape that is written, and the only one that is read. */
const FORMAT = 1 as const;

const withDelivered = lazy('delivered');

/** Writes down where a walk stands. `delivered` is listed when it is read, because it may be long. */
export function createCheckpoint(position: Position, { baseUrl, version }: Api): Checkpoint {
  const { pass, page, cursor, newest, startedAt, since, lateBefore, catchUp, search } = position;
  const checkpoint = {
    format: FORMAT,
    baseUrl,
    version,
    pass,
    page,
    cursor,
    newest: isTime(newest) ? newest : null,
    startedAt,
    since: isTime(since) ? since : null,
    lateBefore: isTime(lateBefore) ? lateBefore : null,
    catchUp: pass === 0 || isNotStarted(catchUp) ? null : catchUp,
    ...(search && { search: listSearch(search) }),
  };
  // A row without a valid time may come again; nothing is lost by it.
  return withDelivered(checkpoint, () => [...position.delivered.toMap()].filter(isDelivered));
}

/**
 * Reads where a walk stood. The page size may differ: a cursor names a conversation, or a whole URL.
 *
 * @param isSafe - whether the list may follow a cursor
 * @param query - of a search, and its order, as JSON; `undefined` for the list
 * @throws {@link InvalidOptionsError} for a value that is not a checkpoint, and for a checkpoint of
 * another format, region, version or query
 */
export function readCheckpoint(
  value: unknown,
  { baseUrl, version }: Api,
  isSafe: (cursor: string) => boolean,
  query?: string,
): Position {
  const field = 'resumeFrom';
  const allowed = 'a checkpoint of a page or an error: an object, its JSON parsed';
  const checkpoint = plainCopy(value);
  check(isObject(checkpoint), field, value, allowed);
  const { format } = checkpoint;
  check(
    format === FORMAT || !('baseUrl' in checkpoint),
    field,
    `a checkpoint of format ${String(format)}`,
    `a checkpoint of format ${FORMAT}: start anew, or read it with the version that wrote it`,
  );
  check(isCheckpoint(checkpoint), field, checkpoint, allowed);
  const { pass, page, cursor, newest, startedAt, since, lateBefore, delivered, catchUp, search } =
    checkpoint;
  const api = `${checkpoint.baseUrl}, version ${String(checkpoint.version)}`;
  check(
    checkpoint.baseUrl === baseUrl && checkpoint.version === version,
    field,
    api,
    `a checkpoint of ${baseUrl}, version ${String(version)}`,
  );
  check(
    search?.query === query,
    field,
    `a checkpoint of ${describe(search?.query)}`,
    `a checkpoint of ${describe(query)}`,
  );
  check(cursor === null || isSafe(cursor), field, cursor, 'a cursor of its own origin');
  return {
    pass,
    page,
    cursor,
    newest,
    startedAt,
    since,
    lateBefore,
    delivered: createDelivered(delivered),
    catchUp: catchUp ?? NOT_STARTED,
    ...(search && { search: resumeSearch(search) }),
  };
}

function isCheckpoint(value: object): value is Checkpoint {
  const { baseUrl, version, pass, page, cursor, newest, startedAt, since, lateBefore } =
    value as Partial<Checkpoint>;
  const { delivered, catchUp, search } = value as Partial<Checkpoint>;
  return (
    typeof baseUrl === 'string' &&
    (version === null || typeof version === 'string') &&
    isCount(pass, 0) &&
    isCount(page, 1) &&
    (cursor === null || (typeof cursor === 'string' && cursor !== '')) &&
    [newest, startedAt, since, lateBefore].every(isTime) &&
    Array.isArray(delivered) &&
    delivered.every(isDelivered) &&
    (catchUp === null || isProgress(catchUp)) &&
    (search === undefined || isSearchProgress(search))
  );
}

function describe(query: string | undefined): string {
  return query === undefined ? 'the list' : `the search ${query}`;
}

function isNotStarted({ startedAt, isSettled, newest }: CatchUpProgress): boolean {
  return startedAt === null && newest === null && !isSettled;
}

function isProgress(value: unknown): value is CatchUpProgress {
  if (!isObject(value)) return false;
  const { startedAt, isQuiet, isSettled, newest, newestSince } = value;
  const times = [startedAt, newest, newestSince];
  return times.every(isTime) && typeof isQuiet === 'boolean' && typeof isSettled === 'boolean';
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
