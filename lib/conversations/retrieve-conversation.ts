import { concatMap, defer, EMPTY, of, tap, type Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { NO_REQUEST, type RequestContext } from '../errors/error-context.ts';
import { check } from '../errors/check.ts';
import { readOptions } from '../errors/read-option.ts';
import type { ClientOptions } from '../http/client-options.ts';
import { createClient } from '../http/client.ts';
import { isObject, type JsonObject } from '../types/json.ts';
import { send } from '../http/send.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import type { ConversationWithParts } from '../types/conversation-with-parts.ts';

/** The options of {@link retrieveConversation$}. */
export interface RetrieveOptions extends ClientOptions {
  /**
   * `'plaintext'` for messages without HTML.
   * @defaultValue messages as HTML
   */
  readonly displayAs?: 'plaintext' | undefined;
}

/**
 * One conversation with its parts: the list does not contain these messages. The API sends at most the
 * 500 most recent parts: {@link missingParts} says how many it kept back.
 *
 * Cold. Like {@link conversations$}, it waits for the rate limit and repeats a request after a
 * transient failure. Pass the `rateLimiter` of the list, so that both share one budget. Its
 * `events` are requests, responses, retries, waits, and pauses and failures of the limiter. The `checkpoint` of its errors is `null`.
 * Unsubscribing aborts the request and ends every wait.
 *
 * @example
 * ```ts
 * const options = { token, rateLimiter: createRateLimiter() };
 * processConversations$(options, ({ id }) => retrieveConversation$(options, id), 4);
 * ```
 *
 * @param options - `token`, or `baseUrl` of a proxy that adds the token; all others have defaults
 * @param id - the id of the conversation: letters, digits, `_` and `-`
 * @returns emits once; errors: {@link IntercomError}; for a deleted conversation an
 * {@link ErrorListError} with the code `not_found`
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/retrieveconversation
 */
export function retrieveConversation$(
  options: RetrieveOptions,
  id: string,
): Observable<ConversationWithParts> {
  return defer(() => {
    const client = createClient(options);
    check(typeof id === 'string' && /^[\w-]+$/.test(id), 'id', id, 'the id of a conversation');
    const displayAs = readOptions(() => options.displayAs);
    const allowed = "'plaintext', or left out for HTML";
    check([undefined, 'plaintext'].includes(displayAs), 'displayAs', displayAs, allowed);
    const { baseUrl, headers } = client;
    const query = displayAs === undefined ? '' : `?display_as=${displayAs}`;
    const url = `${baseUrl}/conversations/${id}${query}`;
    let request: RequestContext = NO_REQUEST;
    const progress$ = send({ request: () => ({ method: 'GET', url, headers }), decode }, client);
    return progress$.pipe(
      tap(({ context }) => {
        request = context;
      }),
      concatMap(({ response }) => (response === null ? EMPTY : of(response.value))),
      takeUntilAborted(client.signal, () => atPosition(request, null)),
      client.reporter.reportUntilEnd(),
    );
  });
}

function decode(json: JsonObject, context: RequestContext): ConversationWithParts {
  const parts = json['conversation_parts'];
  if (!isObject(parts) || !Array.isArray(parts['conversation_parts'])) {
    throw new DecodeError(context, 'the body has no conversation_parts');
  }
  // The fields are not checked: they are delivered as the API sends them.
  return json as unknown as ConversationWithParts;
}
