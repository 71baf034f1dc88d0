import { check, checkFunction, checkInteger } from '../http/check.ts';
import type { Client } from '../http/client.ts';
import { readCheckpoint } from '../lists/checkpoint.ts';
import type { ListEndpoint } from '../lists/list-endpoint.ts';
import { startAfter, type Position } from '../paging/position.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ConversationsOptions } from './conversations-options.ts';

/** The options of the walk, checked. */
export interface ResolvedPaging {
  readonly perPage: number;
  readonly adaptivePageSize: boolean;
  readonly start: Position;
  /** `Infinity` for none. */
  readonly limit: number;
  readonly prefetch: boolean;
  readonly catchUp: boolean;
  readonly requireOrder: boolean;
}

/**
 * Checks the options of the walk and fills in the defaults.
 *
 * @throws {@link InvalidOptionsError} for the first bad one
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function resolvePaging(
  options: ConversationsOptions,
  client: Client,
  endpoint: ListEndpoint<Conversation>,
): ResolvedPaging {
  const {
    perPage = 20,
    adaptivePageSize = true,
    limit,
    prefetch = false,
    catchUp = false,
    requireOrder = true,
    onComplete,
  } = options;
  checkInteger('perPage', perPage, 1, endpoint.maxPerPage);
  const start = resolveStart(options, client, endpoint);
  if (limit !== undefined) checkInteger('limit', limit, 1, Number.MAX_SAFE_INTEGER);
  for (const [field, value] of Object.entries({
    adaptivePageSize,
    prefetch,
    catchUp,
    requireOrder,
  })) {
    check(typeof value === 'boolean', field, value, 'true or false');
  }
  checkFunction('onComplete', onComplete);
  return {
    perPage,
    adaptivePageSize,
    start,
    limit: limit ?? Infinity,
    prefetch,
    catchUp,
    requireOrder,
  };
}

function resolveStart(
  { startingAfter, resumeFrom, catchUp }: ConversationsOptions,
  client: Client,
  { isSafe }: ListEndpoint<Conversation>,
): Position {
  if (startingAfter === undefined) {
    return resumeFrom == null ? startAfter(null) : readCheckpoint(resumeFrom, client, isSafe);
  }
  const valid = typeof startingAfter === 'string' && startingAfter !== '' && isSafe(startingAfter);
  check(valid, 'startingAfter', startingAfter, "a cursor, or a URL of the base URL's own origin");
  check(resumeFrom == null, 'resumeFrom', resumeFrom, 'left out beside startingAfter');
  check(
    catchUp !== true,
    'catchUp',
    catchUp,
    'false beside startingAfter, which does not say since when: pass resumeFrom instead',
  );
  return startAfter(startingAfter);
}
