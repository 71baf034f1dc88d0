import type { ReadableHeaders } from '../rate/headers.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { hasPlatformText, isReadable, readText } from './read-text.ts';

/** A request as it goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A response with its body read. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadableHeaders;
  /** All of it where the response is a success, else up to {@link MAX_ERROR_BODY} characters. */
  readonly body: string;
  /** Whether the rest of the body was left unread. */
  readonly isTruncated: boolean;
  /** The other origin that the server pointed to; `null` when it pointed to none. */
  readonly foreignOrigin: string | null;
}

/** Observes a response while it arrives. */
export interface ExchangeObserver {
  /** Aborts request and body. */
  readonly signal: AbortSignal;
  /** The status and headers are there; the body may still take its time. */
  readonly onHeaders: (status: number, headers: ReadableHeaders) => void;
  /** A piece of a successful body, where the platform can tell. */
  readonly onText?: ((chunk: string) => void) | undefined;
}

const MAX_REDIRECTS = 5;

/**
 * How many characters are read of a response that is not a success. An `error.list` has some
 * hundred characters, the error page of a proxy some thousand.
 */
const MAX_ERROR_BODY = 64 * 1024;

/**
 * Sends one request and reads the response: a success to its end, anything else up to a bound.
 *
 * Redirects are followed on the request's own origin only, so that the token travels nowhere else,
 * and only where the method and the body may stay as they are. A page's script cannot see where a
 * redirect leads: there, every redirect is a response with status 0.
 *
 * @returns rejects with what `fetch` and the body reject with, and with the signal's reason
 */
export async function exchange(
  request: HttpRequest,
  fetch: Fetch,
  observer: ExchangeObserver,
  hops: number = MAX_REDIRECTS,
): Promise<HttpResponse> {
  const { method, url, headers: sent, body: content } = request;
  const { signal, onHeaders } = observer;
  const init: FetchInit = { method, headers: { ...sent }, redirect: 'manual', signal };
  const response = await fetch(url, content === undefined ? init : { ...init, body: content });
  const { status, headers } = response;
  const target = redirectTarget(response, url);
  const isForeign = target !== null && target.origin !== new URL(url).origin;
  const isFollowed =
    target !== null && !isForeign && hops > 0 && isRedirect(status) && keepsMethod(status, method);
  // Some `fetch` ignore their signal: a response after the end is dropped.
  if (!isFollowed && !signal.aborted) onHeaders(status, headers);
  const isSuccess = status >= 200 && status < 300 && !isForeign;
  const maxLength = isSuccess ? Infinity : MAX_ERROR_BODY;
  const onText = status === 200 ? observer.onText : undefined;
  const body = await readBody(response, maxLength, signal, onText);
  const isTruncated = body.length >= maxLength;
  if (isFollowed && !isTruncated) {
    return exchange({ ...request, url: target.href }, fetch, observer, hops - 1);
  }
  if (isFollowed) onHeaders(status, headers);
  return { status, headers, body, isTruncated, foreignOrigin: isForeign ? target.origin : null };
}

async function readBody(
  response: FetchResponse,
  maxLength: number,
  signal: AbortSignal,
  onText: ExchangeObserver['onText'],
): Promise<string> {
  const { body } = response;
  // A `text()` cannot be bounded; a success is read as its response wants to be read.
  const isStreamed = isReadable(body) && (maxLength < Infinity || hasPlatformText(response));
  const text = isStreamed
    ? await readText(body, { onText, maxLength, signal })
    : await response.text();
  signal.throwIfAborted();
  if (typeof text !== 'string') throw new TypeError('fetch answered without a text');
  return text;
}

/** Where a response leads; or where it came from, after a `fetch` that followed by itself. */
function redirectTarget(response: FetchResponse, requested: string): URL | null {
  const { status, redirected, url, headers } = response;
  const location = isRedirect(status) ? headers.get('location') : redirected && url;
  return location && URL.canParse(location, requested) ? new URL(location, requested) : null;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** See https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx */
function keepsMethod(status: number, method: string): boolean {
  return method === 'GET' || status === 307 || status === 308;
}
