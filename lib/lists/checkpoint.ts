import { check, checkThat } from '../errors/check.ts';
import type { Client } from '../http/client.ts';
import { isArrayOf, isObject, isText, type JsonObject } from '../types/json.ts';
import { NOT_STARTED } from '../paging/catch-up.ts';
import { createDelivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';
import type { Position } from '../paging/position.ts';
import type { CatchUpProgress, Checkpoint } from '../types/checkpoint.ts';
import { FIELD, FORMAT, isTime, listSeen, parseCheckpoint } from './parse-checkpoint.ts';
import { resumeSeen } from './parse-checkpoint.ts';

type Api = Pick<Client, 'baseUrl' | 'version'>;

const ALLOWED = 'a checkpoint of a page or an error: an object, its JSON parsed';

const withDelivered = lazy('delivered');

/** Writes down where a walk stands. `delivered` is listed when it is read, because it may be long. */
export function createCheckpoint(position: Position, { baseUrl, version }: Api): Checkpoint {
  const { pass, page, cursor, newest, startedAt, since, below, lateBefore } = position;
  const { catchUp, search } = position;
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
    below,
    lateBefore: isTime(lateBefore) ? lateBefore : null,
    catchUp: pass === 0 || isNotStarted(catchUp) ? null : catchUp,
    ...(search && { search: listSeen(search) }),
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
  api: Api,
  isSafe: (cursor: string) => boolean,
  query?: string,
): Position {
  const checkpoint = parseCheckpoint<Checkpoint>(value, 'pass', isCheckpoint, ALLOWED);
  const { delivered, catchUp, search, ...stand } = checkpoint;
  const nameOf = ({ baseUrl, version }: Api): string =>
    `a checkpoint of ${baseUrl}, version ${String(version)}`;
  checkThat(nameOf(checkpoint) === nameOf(api), FIELD, nameOf(checkpoint), nameOf(api));
  const ofList = (told?: string): string =>
    `a checkpoint of ${told === undefined ? 'the list' : `the search ${told}`}`;
  checkThat(search?.query === query, FIELD, ofList(search?.query), ofList(query));
  const { cursor } = stand;
  check(cursor === null || isSafe(cursor), FIELD, cursor, 'a cursor of its own origin');
  return {
    ...stand,
    delivered: createDelivered(delivered),
    catchUp: catchUp ?? NOT_STARTED,
    ...(search && { search: resumeSeen(search) }),
  };
}

function isCheckpoint(value: JsonObject): boolean {
  const { pass, page, cursor, newest, startedAt, since, below, lateBefore } = value;
  const { delivered, catchUp, search } = value;
  return (
    isCount(pass, 0) &&
    isCount(page, 1) &&
    (cursor === null || (isText(cursor) && cursor !== '')) &&
    [newest, startedAt, since, below, lateBefore].every(isTime) &&
    isArrayOf(delivered, isDelivered) &&
    (catchUp === null || isProgress(catchUp)) &&
    (search === undefined || isSearchProgress(search))
  );
}

function isNotStarted({ begunAt, isSettled, newest }: CatchUpProgress): boolean {
  return begunAt === null && newest === null && !isSettled;
}

function isProgress(value: unknown): value is CatchUpProgress {
  if (!isObject(value)) return false;
  const { begunAt, isQuiet, isSettled, newest, newestSince, hasTop, seenAt } = value;
  const flags = [isQuiet, isSettled, hasTop];
  return (
    [begunAt, newest, newestSince, seenAt].every(isTime) &&
    flags.every((flag) => typeof flag === 'boolean')
  );
}

function isSearchProgress(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { query, beyond, at, seen, isResumable } = value;
  return (
    isText(query) &&
    [beyond, at].every(isTime) &&
    isArrayOf(seen, isText) &&
    typeof isResumable === 'boolean'
  );
}

function isCount(value: unknown, min: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min;
}

function isDelivered(entry: unknown): boolean {
  return Array.isArray(entry) && isText(entry[0]) && isTime(entry[1] ?? null);
}
