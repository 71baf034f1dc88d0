import { Observable } from 'rxjs';
import type { ReadableHeaders } from '../rate/headers.ts';
import type { Fetch, FetchInit, FetchResponse } from './fetch.ts';
import { isReadable, readText } from './read-text.ts';

/** A request as it goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A response with its body read to the end. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadableHeaders;
  readonly body: string;
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
 * Sends one request and reads the whole response. Unsubscribing aborts both; what `fetch` reports
 * after that is dropped.
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
        settled = true;
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
  const response = await fetch(url, init);
  const { status, headers } = response;
  const target = redirectTarget(response, url);
  const isForeign = target !== null && target.origin !== new URL(url).origin;
  if (isRedirect(status) && target !== null && !isForeign && hops > 0) {
    await response.text();
    if (!init.signal.aborted) return follow(target.href, init, fetch, observer, hops - 1);
  }
  const { onHeaders, onText } = observer;
  onHeaders(status, headers);
  const streamed = onText !== undefined && status === 200 && isReadable(response.body);
  const body = streamed ? await readText(response.body, onText) : await response.text();
  if (typeof body !== 'string') throw new TypeError('fetch answered without a text');
  return { status, headers, body, foreignOrigin: isForeign ? target.origin : null };
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
