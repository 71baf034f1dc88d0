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

const MAX_REDIRECTS = 5;

/**
 * Sends one request and reads the whole response. Unsubscribing aborts both; what `fetch` reports
 * after that is dropped.
 *
 * Redirects are followed on the request's own origin only, so that the token travels nowhere else.
 * A page's script cannot see where a redirect leads: there, every redirect is a response with
 * status 0.
 *
 * @param onText - told each piece of a successful body as it arrives, where the platform can
 */
export function exchange(
  request: HttpRequest,
  fetch: Fetch,
  onText?: (chunk: string) => void,
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
    follow(url, init, fetch, onText).then(
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
  onText: ((chunk: string) => void) | undefined,
  hops = MAX_REDIRECTS,
): Promise<HttpResponse> {
  const response = await fetch(url, init);
  const streamed = onText !== undefined && response.status === 200 && isReadable(response.body);
  const body = streamed ? await readText(response.body, onText) : await response.text();
  const { status, headers } = response;
  const { origin } = new URL(url);
  const target = redirectTarget(response, url);
  if (target !== null && target.origin !== origin) {
    return { status, headers, body, foreignOrigin: target.origin };
  }
  if (isRedirect(status) && target !== null && hops > 0) {
    return follow(target.href, init, fetch, onText, hops - 1);
  }
  return { status, headers, body, foreignOrigin: null };
}

/** Where a response leads; or where it came from, after a `fetch` that followed by itself. */
function redirectTarget({ status, url, headers }: FetchResponse, requested: string): URL | null {
  const location = isRedirect(status) ? headers.get('location') : url;
  return location && URL.canParse(location, requested) ? new URL(location, requested) : null;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
