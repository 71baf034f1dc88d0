import type { Refusal } from './refusal.ts';

/** An answer before it is put on the wire. */
export interface Answer {
  /** The HTTP status. */
  readonly status: number;
  /** The headers, by lower-case name; `null` leaves one out. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** The body as text. */
  readonly body: string;
}

/**
 * The `error.list` body of a refusal.
 *
 * @param refusal - Why the request is turned down.
 * @param requestId - The request's id; a 406 leaves it out, as the API does.
 * @returns The body as JSON text.
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 */
export function errorListBody({ status, code, message }: Refusal, requestId: string): string {
  return JSON.stringify({
    type: 'error.list',
    ...(status === 406 ? {} : { request_id: requestId }),
    errors: [{ code, message }],
  });
}
