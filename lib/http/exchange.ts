import type { ReadableHeaders } from '../rate/headers.ts';
import { checkThat } from '../errors/check.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { hasCacheOption, parseUrl, throwIfAborted } from './platform.ts';
import { readRefusalBody, readSuccessBody, type Body, type BodyReader } from './read-body.ts';

/** A request as it goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A response with its body read. */
export interface HttpResponse extends Body {
  readonly status: number;
  readonly headers: ReadableHeaders;
  /** Whether the status is a success, and the response is of the requested origin. */
  readonly isSuccess: boolean;
  /** The other origin that the server pointed to; `null` when it pointed to none. */
  readonly foreignOrigin: string | null;
}

/** Observes a response while it arrives. */
export interface ExchangeObserver extends BodyReader {
  /** The status and headers are there; the body may still take its time. */
  readonly onHeaders: (status: number, headers: ReadableHeaders) => void;
}

const MAX_REDIRECTS = 5;

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
  checkThat(
    Number.isInteger(status),
    'fetch',
    'one that answers without a status',
    'a WHATWG fetch',
  );
  const target = redirectTarget(response, url);
  const isForeign = target !== null && target.origin !== new URL(url).origin;
  const isFollowed =
    target !== null && !isForeign && hops > 0 && isRedirect(status) && keepsMethod(status, method);
  // Some `fetch` ignore their signal: a response after the end is dropped.
  if (!isFollowed && !signal.aborted) onHeaders(status, headers);
  const isSuccess = status >= 200 && status < 300 && !isForeign;
  const { body, isTruncated } = isSuccess
    ? await readSuccessBody(response, observer)
    : await readRefusalBody(response, observer, isFollowed);
  throwIfAborted(signal);
  if (isFollowed) {
    const next = await exchange({ ...request, url: target.href }, fetch, observer, hops - 1);
    // The caller aborts what is still open of the redirect.
    return { ...next, isTruncated: isTruncated || next.isTruncated };
  }
  const foreignOrigin = isForeign ? target.origin : null;
  return { status, headers, isSuccess, body, isTruncated, foreignOrigin };
}

/** Where a response leads; or where it came from, after a `fetch` that followed by itself. */
function redirectTarget(response: FetchResponse, requested: string): URL | null {
  const { status, redirected, headers } = response;
  const location = isRedirect(status) ? headers.get('location') : redirected && response.url;
  return location ? parseUrl(location, requested) : null;
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** See https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx */
function keepsMethod(status: number, method: string): boolean {
  return method === 'GET' || status === 307 || status === 308;
}
