import { parseCursor } from './cursor.ts';
import { findEndpoint, type TestEndpoint } from './find-endpoint.ts';
import { isRecord } from './is-record.ts';
import type { Call } from './read-call.ts';

/**
 * A request the test workspace received. The object is live: `status` and `state` change as the
 * exchange goes on.
 */
export interface TestRequest {
  /** Which one it was, counted from 1. */
  readonly number: number;
  /** The method, in upper case. */
  readonly method: string;
  /** The address with its query, as it was asked for. */
  readonly url: string;
  /** The endpoint that method and path ask for; `undefined` when there is none. */
  readonly endpoint: TestEndpoint | undefined;
  /** The headers the client sent, by lower-case name. Nothing is redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The cursor in the address, or in the body of a search; `undefined` when there was none. */
  readonly startingAfter: string | undefined;
  /** The page size that was asked for; `undefined` when there was none or it was no number. */
  readonly perPage: number | undefined;
  /**
   * The number of the page that was asked for, counted from 1: that of the cursor, or that in the
   * address. `undefined` when it cannot be read.
   */
  readonly page: number | undefined;
  /** The `query` of a search as it was sent; `undefined` for other requests. */
  readonly query: unknown;
  /** The `sort` of a search as it was sent; `undefined` when there was none. */
  readonly sort: unknown;
  /** The status it was answered with; `undefined` until then. */
  readonly status: number | undefined;
  /**
   * How it went: `open` until the answer is written, `answered` from then on, `failed` when the
   * connection broke, `aborted` when the client went away before it had read all of the answer.
   */
  readonly state: 'open' | 'answered' | 'failed' | 'aborted';
}

/** A {@link TestRequest} from the inside, where it can be written to. */
export type RequestRecord = { -readonly [Key in keyof TestRequest]: TestRequest[Key] };

/** Opens the record of a call, with the JSON it sent; `undefined` when there was none. */
export function openRecord(number: number, call: Call, body: unknown): RequestRecord {
  const { method, url, headers } = call;
  const endpoint = findEndpoint(method, url.pathname);
  const sent = endpoint === 'search' && isRecord(body) ? body : {};
  const paging = isRecord(sent['pagination']) ? sent['pagination'] : {};
  const asked = (name: string): unknown =>
    endpoint === 'search' ? paging[name] : url.searchParams.get(name);
  const cursor = asked('starting_after');
  const startingAfter = typeof cursor === 'string' ? cursor : undefined;
  return {
    number,
    method,
    url: url.href,
    endpoint,
    headers,
    startingAfter,
    perPage: readNumber(asked('per_page')),
    page:
      startingAfter === undefined
        ? readNumber(url.searchParams.get('page') ?? 1)
        : parseCursor(startingAfter)?.page,
    query: sent['query'],
    sort: sent['sort'],
    status: undefined,
    state: 'open',
  };
}

function readNumber(value: unknown): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isNaN(number) ? undefined : number;
}
