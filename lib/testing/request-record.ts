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
  /** The headers the client sent, by lower-case name. Nothing is redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The cursor in the query; `undefined` when there was none. */
  readonly startingAfter: string | undefined;
  /** The page size in the query; `undefined` when there was none or it was no number. */
  readonly perPage: number | undefined;
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

/** What a client handed to `fetch`, in one shape. */
export interface Call {
  /** The method, in upper case. */
  readonly method: string;
  /** The address, absolute. */
  readonly url: URL;
  /** The headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The client's way to cancel. */
  readonly signal: AbortSignal | null;
}

/**
 * Reads the two arguments of `fetch` the way the platform does: what `init` says wins over the
 * `Request`.
 *
 * @param input - The address, or a `Request`.
 * @param init - What to change about it.
 * @returns The call in one shape.
 * @throws `TypeError` when the address is not absolute or a header is malformed.
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function readCall(input: string | URL | Request, init: RequestInit = {}): Call {
  const request = isRequest(input) ? input : undefined;
  return {
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    url: new URL(isRequest(input) ? input.url : input),
    headers: Object.fromEntries(new Headers(init.headers ?? request?.headers)),
    signal: init.signal === undefined ? (request?.signal ?? null) : init.signal,
  };
}

/**
 * Opens the record of a call.
 *
 * @param number - Which request it is, counted from 1.
 * @param call - What the client asked for.
 * @returns The record, in state `open`.
 */
export function openRecord(number: number, { method, url, headers }: Call): RequestRecord {
  const perPage = Number(url.searchParams.get('per_page') ?? Number.NaN);
  return {
    number,
    method,
    url: url.href,
    headers,
    startingAfter: url.searchParams.get('starting_after') ?? undefined,
    perPage: Number.isNaN(perPage) ? undefined : perPage,
    status: undefined,
    state: 'open',
  };
}

function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'url' in input;
}
