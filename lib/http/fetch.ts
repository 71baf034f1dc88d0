import type { ReadableHeaders } from '../rate/headers.ts';

/**
 * Any WHATWG `fetch`: the platform's, cross-fetch, a mock. Only what is really called is asked
 * for, so that the types of no platform are needed.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What the library hands to {@link Fetch}. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What the library reads of a response. */
export interface FetchResponse {
  readonly status: number;
  /** Where it came from, when `redirected`. */
  readonly url?: string;
  readonly redirected?: boolean;
  readonly headers: ReadableHeaders;
  /** A web stream, where the platform has one. */
  readonly body?: unknown;
  text(): Promise<string>;
}

/** The platform's `fetch`, else cross-fetch; looked up at each call, so later mocks are seen. */
export const platformFetch: Fetch = async (url, init) => {
  if (typeof globalThis.fetch === 'function') return globalThis.fetch(url, init);
  const { fetch } = await import('cross-fetch');
  return fetch(url, init);
};
