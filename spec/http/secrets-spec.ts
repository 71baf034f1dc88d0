import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { traces } from '../helpers/traces.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { BEARER, failureWith, TOKEN } from './failure-with.ts';
import { lowerHex } from './lower-hex.ts';

useVirtualTime();

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
    const shown = traces(await failureWith(answer));
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
    const error = await failureWith({ status: 400, body });
    expect(error).toMatchObject({ errors: [{ message: 'not [redacted]' }] });
    expect(traces(error)).not.toContain(TOKEN);
  });

  it('should not appear where the token itself needs escaping', async () => {
    const token = 'quo"te-back\\slash';
    const error = await failureWith({ status: 400, body: errorList('bad', `not ${token}`) }, token);
    expect(traces(error)).not.toContain(token);
    expect(error).toMatchObject({ errors: [{ message: 'not [redacted]' }] });
  });

  it('should leave the rest of it readable', async () => {
    const error = await failureWith({ status: 502, body: html });
    expect(error).toMatchObject({
      excerpt: '<html><pre>Authorization: Bearer [redacted]</pre></html>',
    });
  });

  it.each([
    ['the type', 'error'],
    ['a key', 'code'],
  ])('should not keep the error from being read: a token that is also %s', async (_, token) => {
    const error = await failureWith({ status: 401, body: errorList('unauthorized', 'No') }, token);
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

describe('a code of the API', () => {
  it.each([
    ['token', 'token_expired'],
    ['x', 'scroll_exists'],
    ['t', 'unauthorized'],
    ['unauthorized', 'unauthorized'],
  ])('should stay where the token is an ordinary word: %s', async (token, code) => {
    const error = await failureWith({ status: 401, body: errorList(code, `Bad ${token}`) }, token);
    expect(error).toMatchObject({
      kind: 'unauthorized',
      code,
      message: expect.stringContaining(`(${code}: Bad [redacted])`),
    });
  });

  it('should not stay where it shows a token', async () => {
    const token = 'tok_3f9a8b7c6d5e4f3a2b1c';
    const error = await failureWith({ status: 401, body: errorList(`not_${token}`) }, token);
    expect(error).toMatchObject({ code: 'not_[redacted]' });
  });
});

describe('the token in a header of the response', () => {
  it('should not appear as the id of the request', async () => {
    const answer = { status: 502, body: '', headers: { 'X-Request-Id': `id-${TOKEN}` } };
    const error = await failureWith(answer);
    expect(error).toMatchObject({ requestId: 'id-[redacted]' });
    expect(traces(error)).not.toContain(TOKEN);
  });
});

describe('a token at the edge of an excerpt', () => {
  it('should not appear in part', async () => {
    const error = await failureWith({ status: 500, body: `${'x'.repeat(185)}${TOKEN}` });
    expect(traces(error)).not.toContain(TOKEN.slice(0, 8));
  });
});
