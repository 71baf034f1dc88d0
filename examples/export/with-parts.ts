import { from, map, mergeMap, of, toArray, type Observable } from 'rxjs';
import { catchErrorCode, retrieveConversation$ } from 'rx-intercom';
import type { ClientOptions, Conversation } from 'rx-intercom';
import type { Batch } from './store.ts';

/** The same conversations with their messages, `atOnce` at a time; those deleted meanwhile by id. */
export function withParts$(
  options: ClientOptions,
  conversations: readonly Conversation[],
  atOnce: number,
): Observable<Pick<Batch, 'conversations' | 'deleted'>> {
  return from(conversations).pipe(
    mergeMap(
      ({ id }) =>
        retrieveConversation$(options, id).pipe(catchErrorCode('not_found', () => of(id))),
      atOnce,
    ),
    toArray(),
    map((found) => ({
      conversations: found.filter((one) => typeof one !== 'string'),
      deleted: found.filter((one) => typeof one === 'string'),
    })),
  );
}
