import fetchMock, { type CallLog, type FetchMock, type RouteResponse } from 'fetch-mock';
import type { Fetch } from '../../lib/index.ts';

/** A scripted `fetch`, and what it was asked. */
export interface MockFetch {
  readonly fetch: Fetch;
  /** For routes of its own. */
  readonly mock: FetchMock;
  /** The URLs asked for, in order. */
  readonly urls: () => readonly string[];
  /** When they were asked for, in milliseconds since the mock was made. */
  readonly times: () => readonly number[];
  /** The `Authorization` headers that came along; `undefined` where there was none. */
  readonly authorizations: () => readonly (string | undefined)[];
  /** The signal of the latest request. */
  readonly signal: () => AbortSignal;
}

/**
 * Makes a `fetch` that gives these answers, one a request, whatever the URL. A request beyond them
 * is a network failure.
 */
export function mockFetch(...answers: readonly RouteResponse[]): MockFetch {
  const mock = fetchMock.createInstance();
  for (const answer of answers) mock.anyOnce(answer);
  const start = Date.now();
  const times: number[] = [];
  const calls = (): readonly CallLog[] => mock.callHistory.calls();
  return {
    mock,
    fetch: (url, init) => {
      times.push(Date.now() - start);
      return mock.fetchHandler(url, init);
    },
    urls: () => calls().map(({ url }) => url),
    times: () => [...times],
    authorizations: () =>
      calls().map(({ options }) => new Headers(options.headers).get('authorization') ?? undefined),
    signal: () => {
      const signal = calls().at(-1)?.signal;
      if (signal === undefined) throw new Error('No request was made');
      return signal;
    },
  };
}

/** An answer that never comes. */
export function silence(): Promise<Response> {
  return new Promise(() => undefined);
}

/** An answer whose headers come and whose body never ends. */
export function stalledBody(): Response {
  return new Response(new ReadableStream());
}
