/** What a client handed to `fetch`, in one shape. */
export interface Call {
  /** The method, in upper case. */
  readonly method: string;
  /** The address, absolute. */
  readonly url: URL;
  /** The headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | null;
  readonly body: BodyInit | null;
}

/**
 * Reads the two arguments of `fetch` the way the platform does: what `init` says wins over the
 * `Request`. Throws a `TypeError` when the address is not absolute or a header is malformed.
 *
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function readCall(input: string | URL | Request, init: RequestInit = {}): Call {
  const request = isRequest(input) ? input : undefined;
  return {
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    url: new URL(isRequest(input) ? input.url : input),
    headers: Object.fromEntries(new Headers(init.headers ?? request?.headers)),
    signal: init.signal === undefined ? (request?.signal ?? null) : init.signal,
    body: init.body ?? request?.body ?? null,
  };
}

function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'url' in input;
}
