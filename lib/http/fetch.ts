import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import type { ReadableHeaders } from '../rate/headers.ts';

/**
 * Any WHATWG `fetch`: the platform's, cross-fetch, a mock. Only what is really called is asked
 * for, so that the types of no platform are needed.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What the library hands to {@link Fetch}. */
export interface FetchInit {
  /** In upper case. */
  readonly method: string;
  /** The token among them. */
  readonly headers: Record<string, string>;
  /** JSON, of a search; left out without one. */
  readonly body?: string;
  /** The library follows redirects itself, to see where they lead. */
  readonly redirect: 'manual';
  /** A stored response would hide what has changed; left out where the platform refuses it. */
  readonly cache?: 'no-store';
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** What the library reads of a response. */
export interface FetchResponse {
  /** The HTTP status, for example `200`. */
  readonly status: number;
  /** Where it came from, when `redirected`. */
  readonly url?: string;
  /** Whether a redirect was followed on the way. */
  readonly redirected?: boolean;
  /** Asked by lower-case names. */
  readonly headers: ReadableHeaders;
  /** A web stream, where the platform has one. */
  readonly body?: unknown;
  /** The whole body. */
  text(): Promise<string>;
}

/** The platform's `fetch`, else cross-fetch; looked up at each call, so later mocks are seen. */
export const platformFetch: Fetch = (url, init) =>
  typeof globalThis.fetch === 'function' ? globalThis.fetch(url, init) : crossFetch(url, init);

const crossFetch: Fetch = async (url, init) => {
  const { fetch } = await import('cross-fetch').catch((cause: unknown) => {
    const got = 'none: the platform has no fetch, and cross-fetch could not be loaded';
    throw new InvalidOptionsError('fetch', got, 'a WHATWG fetch', { cause });
  });
  return fetch(url, init);
};
