import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const TOKEN = 'dG9rOnNlY3JldA/+MTow==';
const BEARER = `Bearer ${TOKEN}`;

/** As some servers write URLs. */
function lowerHex(text: string): string {
  return encodeURIComponent(text).replaceAll(/%../g, (hex) => hex.toLowerCase());
}

/** Everything a log could make of an error. */
function traces(error: unknown): string {
  const parts = [inspect(error, { showHidden: true, depth: null }), JSON.stringify(error)];
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    parts.push(String(at), at.message, at.stack ?? '', JSON.stringify(at));
  }
  return parts.join('\n');
}

/** What the stream fails with, whatever it is. */
async function failure(answer: RouteResponse, token = TOKEN): Promise<unknown> {
  const { fetch, authorizations } = mockFetch(answer);
  const result = collect(conversations$({ token, fetch, retry: false }));
  await pass(60_000);
  expect(authorizations()).toStrictEqual([`Bearer ${token}`]);
  expect(result.state).toBe('failed');
  return result.error;
}

/** Errors as various kinds of `fetch` throw them. */
function thrown(): [string, Error][] {
  const init = { headers: { Authorization: BEARER } };
  const nested = (depth: number): Error =>
    depth === 0
      ? new Error(`socket closed: ${BEARER}`)
      : new Error(`level ${depth}`, { cause: nested(depth - 1) });
  const circular = new Error(BEARER);
  Object.defineProperty(circular, 'cause', { value: circular });
  const stack = new Error('fetch failed');
  stack.stack = `Error: fetch failed\n    at fetch (${BEARER})`;
  const named = Object.assign(new Error('fetch failed'), { name: BEARER, code: BEARER });
  return [
    ['the message', new TypeError(`Headers.append: "${BEARER}" is an invalid header value.`)],
    ['the message, twice', new TypeError(`${BEARER} ${BEARER}`)],
    ['the stack', stack],
    ['the cause', new TypeError('fetch failed', { cause: nested(0) })],
    ['a deep cause', nested(3)],
    ['a very deep cause', nested(20)],
    ['a cause without an error', new TypeError('fetch failed', { cause: BEARER })],
    ['a cause that is a request', new TypeError('fetch failed', { cause: init })],
    ['a circular cause', circular],
    ['config.headers', Object.assign(new Error('Network Error'), { config: init })],
    [
      'a request',
      Object.assign(new Error('Network Error'), {
        request: new Request('https://x.example', init),
      }),
    ],
    ['a hidden property', Object.defineProperty(new Error('x'), 'init', { value: init })],
    ['a symbol', Object.assign(new Error('x'), { [Symbol('init')]: init })],
    ['its own JSON', Object.assign(new Error('x'), { toJSON: () => init })],
    ['its name and code', named],
    ['the errors of an AggregateError', new AggregateError([new Error(BEARER)], 'all failed')],
  ];
}

describe('the token in what fetch throws', () => {
  it.each(thrown())('should not appear in the error: %s', async (_, throws) => {
    expect(traces(throws)).toContain(TOKEN);
    const error = await failure({ throws });
    expect(error).toMatchObject({ kind: 'network' });
    expect(traces(error)).not.toContain(TOKEN);
  });

  it('should not appear where it is all that was thrown', async () => {
    const { fetch } = mockFetch();
    const failing = async (...args: Parameters<typeof fetch>): Promise<never> => {
      await fetch(...args).catch(() => undefined);
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw BEARER;
    };
    const result = collect(conversations$({ token: TOKEN, fetch: failing, retry: false }));
    await pass();
    expect(result.error).toMatchObject({
      kind: 'network',
      cause: { message: 'Bearer [redacted]' },
    });
    expect(traces(result.error)).not.toContain(TOKEN);
  });

  it('should leave the rest of it readable', async () => {
    const throws = new TypeError(`Invalid header "${BEARER}"!`);
    const error = await failure({ throws });
    expect(error).toMatchObject({
      message: expect.stringContaining('(Invalid header "Bearer [redacted]"!)'),
      cause: { name: 'TypeError', message: 'Invalid header "Bearer [redacted]"!' },
    });
  });
});

describe('the token in a response', () => {
  const html = `<html><pre>Authorization: ${BEARER}</pre></html>`;
  const echo = (code: string): object => ({
    type: 'error.list',
    request_id: TOKEN,
    errors: [
      { code, message: `Bad token ${TOKEN}`, field: BEARER },
      { code: TOKEN, message: TOKEN, field: TOKEN },
    ],
  });

  it.each<[string, RouteResponse]>([
    ['HTML under 403', { status: 403, body: html }],
    ['HTML under 502', { status: 502, body: html }],
    ['HTML under 429', { status: 429, body: html }],
    ['HTML under 200', html],
    ['HTML with a URL', { status: 403, body: `<a href="?auth=${encodeURIComponent(BEARER)}">` }],
    ['HTML with a URL in lower case', { status: 403, body: lowerHex(BEARER) }],
    ['JSON with escaped equals signs', { status: 400, body: BEARER.replaceAll('=', '\\u003d') }],
    ['JSON with escaped slashes', { status: 400, body: BEARER.replaceAll('/', '\\/') }],
    ['a text that is cut', { status: 500, body: `${'x'.repeat(190)}${TOKEN}` }],
    ['another JSON under 400', { status: 400, body: { headers: { authorization: BEARER } } }],
    ['JSON that is cut off under 200', `{"authorization":"${BEARER}"`],
    ['an error.list under 400', { status: 400, body: echo('bad_request') }],
    ['an error.list under 401', { status: 401, body: echo('unauthorized') }],
    ['an error.list under 429', { status: 429, body: echo('rate_limit_exceeded') }],
    ['an error.list under 200', { status: 200, body: echo('server_error') }],
    ['a code', { status: 400, body: errorList(TOKEN) }],
    [
      'the body of a redirect',
      { status: 302, body: html, headers: { Location: 'https://evil.example' } },
    ],
    ['a Location', { status: 302, headers: { Location: `https://evil.example/?token=${TOKEN}` } }],
  ])('should not appear in the error: %s', async (_, answer) => {
    const shown = traces(await failure(answer));
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain(encodeURIComponent(TOKEN));
    expect(shown).not.toContain(TOKEN.replaceAll('/', '\\/'));
    expect(shown).not.toContain(lowerHex(TOKEN));
    expect(shown).not.toContain('\\u003d');
  });

  it.each([
    ['a slash', TOKEN.replaceAll('/', '\\/')],
    ['what HTML escapes', TOKEN.replaceAll('=', '\\u003d').replaceAll('+', '\\u002b')],
    ['everything', TOKEN.replace(/./g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)],
  ])('should not appear where the JSON escapes %s', async (_, escaped) => {
    const body = `{"type":"error.list","errors":[{"code":"bad","message":"not ${escaped}"}]}`;
    expect(body).not.toContain(TOKEN);
    const error = await failure({ status: 400, body });
    expect(error).toMatchObject({ errors: [{ message: 'not [redacted]' }] });
    expect(traces(error)).not.toContain(TOKEN);
  });

  it('should not appear where the token itself needs escaping', async () => {
    const token = 'quo"te-back\\slash';
    const error = await failure({ status: 400, body: errorList('bad', `not ${token}`) }, token);
    expect(traces(error)).not.toContain(token);
    expect(error).toMatchObject({ errors: [{ message: 'not [redacted]' }] });
  });

  it('should leave the rest of it readable', async () => {
    const error = await failure({ status: 502, body: html });
    expect(error).toMatchObject({
      excerpt: '<html><pre>Authorization: Bearer [redacted]</pre></html>',
    });
  });

  it.each([
    ['the type', 'error'],
    ['a key', 'code'],
  ])('should not keep the error from being read: a token that is also %s', async (_, token) => {
    const error = await failure({ status: 401, body: errorList('unauthorized', 'No') }, token);
    expect(error).toMatchObject({ kind: 'unauthorized', code: 'unauthorized' });
  });

  it('should be taken out of the answer to the attempt it was used for', async () => {
    const tokens = ['first-secret', 'second-secret'];
    const { fetch } = mockFetch(
      { status: 500, body: 'first-secret' },
      { status: 400, body: 'second-secret' },
    );
    const result = collect(conversations$({ token: () => tokens.shift() ?? '', fetch }));
    await pass(60_000);
    expect(result.error).toMatchObject({ status: 400, excerpt: '[redacted]' });
    expect(traces(result.error)).not.toContain('second-secret');
  });
});

describe('the token in any other error', () => {
  it.each<[string, RouteResponse]>([
    ['a timeout', silence()],
    ['a stalled walk', listBody(['1'], 'a')],
    ['a foreign page', { body: { conversations: [], pages: { next: 'https://evil.example/' } } }],
    ['no list', { body: {} }],
    ['a rate limit', { status: 429, headers: { 'Retry-After': '3600' }, body: '' }],
  ])('should not appear: %s', async (_, answer) => {
    const { fetch } = mockFetch(answer);
    const options = { token: TOKEN, fetch, retry: false, startingAfter: 'a' } as const;
    const result = collect(conversations$(options));
    await pass(60_000);
    expect(result.state).toBe('failed');
    expect(traces(result.error)).not.toContain(TOKEN);
  });

  it('should not appear where the signal is aborted', async () => {
    const { fetch } = mockFetch(silence());
    const controller = new AbortController();
    const result = collect(conversations$({ token: TOKEN, fetch, signal: controller.signal }));
    await pass();
    controller.abort();
    expect(result.error).toMatchObject({ kind: 'abort' });
    expect(traces(result.error)).not.toContain(TOKEN);
  });
});

/** Some of the spellings that servers and what stands before them write. */
const ECHOES: readonly [string, string][] = [
  ['HTML entities', BEARER.replaceAll('=', '&#x3D;').replaceAll('/', '&#x2F;')],
  ['upper-case escapes', BEARER.replaceAll('+', '\\u002B').replaceAll('=', '\\u003D')],
  ['percent-encoding in part', BEARER.replaceAll('=', '%3D')],
  ['percent-encoding twice', encodeURIComponent(encodeURIComponent(BEARER))],
  ['base64 for URLs', BEARER.replaceAll('+', '-').replaceAll('/', '_')],
  ['base64 of the header', Buffer.from(BEARER).toString('base64')],
  ['upper case', BEARER.toUpperCase()],
  ['no padding', BEARER.replaceAll('=', '')],
  ['two lines', `${BEARER.slice(0, 15)}\n ${BEARER.slice(15)}`],
  ['a beginning', BEARER.slice(0, 20)],
];

describe('the token in another spelling', () => {
  it.each(ECHOES)('should not appear in a page of HTML: %s', async (_, echo) => {
    const body = `<pre>authorization: ${echo}</pre>`;
    expect(await failure({ status: 502, body })).toMatchObject({
      excerpt: expect.stringMatching(/^<pre>authorization: .*\[redacted\].*<\/pre>$/),
    });
    expect(traces(await failure({ status: 502, body }))).not.toContain(echo.slice(7));
  });

  it.each(ECHOES)('should not appear in an error.list: %s', async (_, echo) => {
    const entry = { code: echo, message: `Bad ${echo}`, field: echo };
    const body = { type: 'error.list', request_id: echo, errors: [entry] };
    const error = await failure({ status: 400, body });
    const redacted = expect.stringContaining('[redacted]');
    expect(error).toMatchObject({
      code: redacted,
      requestId: redacted,
      errors: [{ code: redacted, message: redacted, field: redacted }],
    });
    expect(traces(error)).not.toContain(echo.slice(7));
  });

  it.each([
    ['a host', `https://${TOKEN.replace(/\W/g, '')}.evil.example/`],
    ['a host with dots', `https://${TOKEN.replace(/\W/g, '.')}evil.example/`],
  ])('should not appear in a redirect that is refused: %s', async (_, location) => {
    const error = await failure({ status: 302, headers: { Location: location } });
    expect(error).toMatchObject({
      kind: 'http',
      message: expect.stringMatching(/redirect to https:\/\/\[redacted\].*evil\.example refused/),
    });
    expect(traces(error).toLowerCase()).not.toContain(TOKEN.slice(0, 12).toLowerCase());
  });
});

describe('a code of the API', () => {
  it.each([
    ['token', 'token_expired'],
    ['x', 'scroll_exists'],
    ['t', 'unauthorized'],
    ['unauthorized', 'unauthorized'],
  ])('should stay where the token is an ordinary word: %s', async (token, code) => {
    const error = await failure({ status: 401, body: errorList(code, `Bad ${token}`) }, token);
    expect(error).toMatchObject({
      kind: 'unauthorized',
      code,
      message: expect.stringContaining(`(${code}: Bad [redacted])`),
    });
  });

  it('should not stay where it shows a token', async () => {
    const token = 'tok_3f9a8b7c6d5e4f3a2b1c';
    const error = await failure({ status: 401, body: errorList(`not_${token}`) }, token);
    expect(error).toMatchObject({ code: 'not_[redacted]' });
  });
});

describe('the token in a header of the response', () => {
  it('should not appear as the id of the request', async () => {
    const answer = { status: 502, body: '', headers: { 'X-Request-Id': `id-${TOKEN}` } };
    const error = await failure(answer);
    expect(error).toMatchObject({ requestId: 'id-[redacted]' });
    expect(traces(error)).not.toContain(TOKEN);
  });
});

describe('a token at the edge of an excerpt', () => {
  it('should not appear in part', async () => {
    const error = await failure({ status: 500, body: `${'x'.repeat(185)}${TOKEN}` });
    expect(traces(error)).not.toContain(TOKEN.slice(0, 8));
  });
});
