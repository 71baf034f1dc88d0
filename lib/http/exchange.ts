import { Observable } from 'rxjs';
import type { ReadableHeaders } from '../rate/headers.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { isReadable, readText, type ReadTextConfig } from './read-text.ts';

/** A request as it goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A response with its body read. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadableHeaders;
  /** All of it, where the response is a success; else perhaps just the beginning. */
  readonly body: string;
  /** Whether the rest of the body was left unread. */
  readonly isCut: boolean;
  /** The other origin that the server pointed to; `null` when it pointed to none. */
  readonly foreignOrigin: string | null;
}

/** Told of a response as it arrives. */
export interface ExchangeObserver {
  /** The status and headers are there; the body may still take its time. */
  readonly onHeaders: (status: number, headers: ReadableHeaders) => void;
  /** A piece of a successful body, where the platform can tell. */
  readonly onText?: ((chunk: string) => void) | undefined;
}

const MAX_REDIRECTS = 5;

/**
 * The characters after which no more is read of a response that is no success: an `error.list` has
 * some hundred, the error page of a proxy some thousand, and what is longer is not meant for us.
 */
const ENOUGH_OF_A_FAILURE = 64 * 1024;

/**
 * Sends one request and reads the response: a success to its end, anything else up to a bound, and
 * what lies beyond is aborted. Unsubscribing aborts request and body; what `fetch` reports after
 * that is dropped.
 *
 * Redirects are followed on the request's own origin only, so that the token travels nowhere else.
 * A page's script cannot see where a redirect leads: there, every redirect is a response with
 * status 0.
 *
 * @param observer - told of the response as it arrives
 */
export function exchange(
  request: HttpRequest,
  fetch: Fetch,
  observer: ExchangeObserver,
): Observable<HttpResponse> {
  return new Observable((subscriber) => {
    // An observer of the request may have ended it.
    if (subscriber.closed) return;
    const controller = new AbortController();
    let settled = false;
    const { method, url, headers } = request;
    const init: FetchInit = {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: controller.signal,
    };
    follow(url, init, fetch, observer).then(
      (response) => {
        settled = !response.isCut;
        subscriber.next(response);
        subscriber.complete();
      },
      (error: unknown) => {
        settled = true;
        subscriber.error(error);
      },
    );
    return () => {
      if (!settled) controller.abort();
    };
  });
}

async function follow(
  url: string,
  init: FetchInit,
  fetch: Fetch,
  observer: ExchangeObserver,
  hops = MAX_REDIRECTS,
): Promise<HttpResponse> {
  const { signal } = init;
  const response = await fetch(url, init);
  const { status, headers } = response;
  const target = redirectTarget(response, url);
  const isForeign = target !== null && target.origin !== new URL(url).origin;
  const leadsOn = isRedirect(status) && target !== null && !isForeign && hops > 0;
  // Not every `fetch` heeds its signal: what comes too late is told to nobody, and given up.
  if (!leadsOn && !signal.aborted) observer.onHeaders(status, headers);
  const isSuccess = status >= 200 && status < 300 && !isForeign;
  const enough = isSuccess ? Infinity : ENOUGH_OF_A_FAILURE;
  const onText = status === 200 ? observer.onText : undefined;
  const body = await readBody(response, { onText, enough, signal });
  const isCut = body.length >= enough;
  if (leadsOn && !isCut) return follow(target.href, init, fetch, observer, hops - 1);
  if (leadsOn) observer.onHeaders(status, headers);
  return { status, headers, body, isCut, foreignOrigin: isForeign ? target.origin : null };
}

async function readBody(response: FetchResponse, config: ReadTextConfig): Promise<string> {
  const { body } = response;
  const { onText, enough = Infinity, signal } = config;
  const isPartial = onText !== undefined || enough < Infinity || signal?.aborted === true;
  const streamed = isReadable(body) && isPartial;
  const text = streamed ? await readText(body, config) : await response.text();
  signal?.throwIfAborted();
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
