/** Answers a request, as servers do. */
export type Handler = (request: Request) => Promise<Response>;

/** Where the proxy leads. */
export interface ProxyOptions {
  /** Of the API, without a slash at its end. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** What the proxy is mounted at: the page passes it as `baseUrl`. */
export const PREFIX = '/intercom';

/** What a client may ask for. Everything else of its request stays here. */
const QUERY: ReadonlyMap<string, RegExp> = new Map([
  ['per_page', /^(?:[1-9]\d?|1[0-4]\d|150)$/],
  ['starting_after', /^[\w+/=.-]{1,1000}$/],
]);

/** What the library needs of a response, and the type of its body. Everything else of it stays here. */
const HEADERS = [
  'content-type',
  'date',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-request-id',
];

/**
 * Forwards `GET /conversations`, and adds the token. The request is made anew, so no header of the
 * client's gets through. It ends when the client goes away. A failure of the proxy's own is a 503:
 * the library would take a 502 for a page that was too heavy.
 */
export function createProxy({ baseUrl, token, fetch }: ProxyOptions): Handler {
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'intercom-version': '2.7',
  };
  return async ({ url, method, signal }) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname !== `${PREFIX}/conversations`) return refuse(404, 'Not found');
    if (method !== 'GET') return refuse(405, 'Only GET is allowed', { allow: 'GET' });
    const unknown = findUnknown(searchParams);
    if (unknown !== undefined) return refuse(400, `Query parameter ${unknown} is not allowed`);
    try {
      const target = `${baseUrl}/conversations?${searchParams.toString()}`;
      const answer = await fetch(target, { headers, redirect: 'manual', signal });
      if (answer.status < 300 || answer.status >= 400) return passOn(answer);
      await answer.body?.cancel();
      return refuse(503, 'Intercom answered with a redirect, which is not followed');
    } catch {
      return refuse(503, 'Intercom cannot be reached');
    }
  };
}

/** A refusal of this server's own. Plain text, so that nobody takes it for one of Intercom's. */
export function refuse(
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${reason}.\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

/** The name of the first query parameter that is unknown, malformed or there twice. */
function findUnknown(query: URLSearchParams): string | undefined {
  return [...query.keys()].find((name) => {
    const [value = '', ...more] = query.getAll(name);
    return more.length > 0 || QUERY.get(name)?.test(value) !== true;
  });
}

function passOn({ status, headers, body }: Response): Response {
  const passed = new Headers({ 'cache-control': 'no-store' });
  for (const name of HEADERS) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value);
  }
  return new Response(body, { status, headers: passed });
}
