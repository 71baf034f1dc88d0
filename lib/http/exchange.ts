import type { ReadableHeaders } from '../rate/headers.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { hasCacheOption, parseUrl, throwIfAborted } from './platform.ts';
import { BodyTooLargeError, hasPlatformText, isReadable, readText } from './read-text.ts';

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
  /** All of it where the response is a success, else what arrived of it. */
  readonly body: string;
  /** Whether the body of a refusal was cut, stalled, or longer than its bound. */
  readonly isTruncated: boolean;
  /** The other origin that the server pointed to; `null` when it pointed to none. */
  readonly foreignOrigin: string | null;
}

/** Observes a response while it arrives. */
export interface ExchangeObserver {
  /** Aborts request and body. */
  readonly signal: AbortSignal;
  /** The most bytes of a successful body; a longer one is {@link BodyTooLargeError}. */
  readonly maxBodySize: number;
  /** The status and headers are there; the body may still take its time. */
  readonly onHeaders: (status: number, headers: ReadableHeaders) => void;
  /** Resolves when the body of a refusal has had time enough; called when its headers are there. */
  readonly whenRefusalIsLate: () => Promise<void>;
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
 * Sends one request and reads the response: a success to its end, anything else as far as it comes.
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
  const init: FetchInit = {
    method,
    headers: { ...sent },
    redirect: 'manual',
    signal,
    ...(content === undefined ? {} : { body: content }),
    ...(hasCacheOption() ? { cache: 'no-store' } : {}),
  };
  const response = await fetch(url, init);
  const { status, headers } = response;
  const target = redirectTarget(response, url);
  const isForeign = target !== null && target.origin !== new URL(url).origin;
  const isFollowed =
    target !== null && !isForeign && hops > 0 && isRedirect(status) && keepsMethod(status, method);
  // Some `fetch` ignore their signal: a response after the end is dropped.
  if (!isFollowed && !signal.aborted) onHeaders(status, headers);
  const isSuccess = status >= 200 && status < 300 && !isForeign;
  const { body, isTruncated } = isSuccess
    ? await readSuccessBody(response, observer)
    : await readRefusalBody(response, observer);
  throwIfAborted(signal);
  if (isFollowed && !isTruncated) {
    return exchange({ ...request, url: target.href }, fetch, observer, hops - 1);
  }
  if (isFollowed) onHeaders(status, headers);
  return { status, headers, body, isTruncated, foreignOrigin: isForeign ? target.origin : null };
}

/** A body, as far as it was read. */
type Body = Pick<HttpResponse, 'body' | 'isTruncated'>;

async function readSuccessBody(
  response: FetchResponse,
  { signal, maxBodySize, onText }: ExchangeObserver,
): Promise<Body> {
  const { body, status, headers } = response;
  if (Number(headers.get('content-length')) > maxBodySize) throw new BodyTooLargeError();
  const text =
    isReadable(body) && hasPlatformText(response)
      ? await readText(body, { signal, maxBodySize, onText: status === 200 ? onText : undefined })
      : await response.text();
  throwIfAborted(signal);
  if (typeof text !== 'string') throw new TypeError('fetch answered without a text');
  if (text.length > maxBodySize) throw new BodyTooLargeError();
  return { body: text, isTruncated: false };
}

/**
 * As much of a refusal's body as arrives, in time and up to a bound: its status and headers say
 * enough, so a body that fails or stalls is not an error.
 */
async function readRefusalBody(
  response: FetchResponse,
  { signal, whenRefusalIsLate }: ExchangeObserver,
): Promise<Body> {
  let body = '';
  let isTruncated = true;
  const onText = (chunk: string): void => {
    body += chunk;
  };
  const read = async (): Promise<void> => {
    const stream = response.body;
    if (isReadable(stream)) {
      await readText(stream, { signal, maxLength: MAX_ERROR_BODY, onText });
    } else {
      onText(await response.text());
    }
    isTruncated = body.length >= MAX_ERROR_BODY;
  };
  await Promise.race([read().catch(() => undefined), whenRefusalIsLate()]);
  return { body, isTruncated };
}

/** Where a response leads; or where it came from, after a `fetch` that followed by itself. */
function redirectTarget(response: FetchResponse, requested: string): URL | null {
  const { status, redirected, url, headers } = response;
  const location = isRedirect(status) ? headers.get('location') : redirected && url;
  return location ? parseUrl(location, requested) : null;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** See https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx */
function keepsMethod(status: number, method: string): boolean {
  return method === 'GET' || status === 307 || status === 308;
}
