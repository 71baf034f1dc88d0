import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import {
  ErrorListError,
  ForbiddenError,
  HttpError,
  NetworkError,
  RateLimitError,
  UnauthorizedError,
  conversations$,
  isIntercomError,
  type ConversationsOptions,
  type FetchResponse,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { errorList } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/** What the stream fails with on this answer. */
async function failure(
  answer: RouteResponse,
  options: Partial<ConversationsOptions> = {},
): Promise<unknown> {
  const { fetch } = mockFetch(answer);
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false, ...options }));
  await pass();
  expect(result.state).toBe('failed');
  return result.error;
}

describe('a refusal with an error.list', () => {
  it.each([
    [400, ErrorListError, 'ErrorListError', 'error-list'],
    [401, UnauthorizedError, 'UnauthorizedError', 'unauthorized'],
    [402, ErrorListError, 'ErrorListError', 'error-list'],
    [403, ForbiddenError, 'ForbiddenError', 'forbidden'],
    [404, ErrorListError, 'ErrorListError', 'error-list'],
    [405, ErrorListError, 'ErrorListError', 'error-list'],
    [406, ErrorListError, 'ErrorListError', 'error-list'],
    [408, ErrorListError, 'ErrorListError', 'error-list'],
    [409, ErrorListError, 'ErrorListError', 'error-list'],
    [415, ErrorListError, 'ErrorListError', 'error-list'],
    [422, ErrorListError, 'ErrorListError', 'error-list'],
    [423, ErrorListError, 'ErrorListError', 'error-list'],
    [429, RateLimitError, 'RateLimitError', 'rate-limit'],
    [500, ErrorListError, 'ErrorListError', 'error-list'],
    [501, ErrorListError, 'ErrorListError', 'error-list'],
    [503, ErrorListError, 'ErrorListError', 'error-list'],
  ])('should be told apart by its status: %i', async (status, type, name, kind) => {
    const error = await failure({ status, body: errorList('some_code', 'Some message') });
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(ErrorListError);
    expect(error).toMatchObject({
      name,
      kind,
      status,
      code: 'some_code',
      errors: [{ code: 'some_code', message: 'Some message', field: null }],
      message: `Request failed with status ${status} (some_code: Some message): GET ${FIRST}`,
      request: { method: 'GET', url: FIRST },
      attempts: 1,
      startingAfter: undefined,
    });
    expect(isIntercomError(error)).toBe(true);
  });

  it('should carry all entries, and what each may leave out as null', async () => {
    const errors = [
      { code: 'parameter_invalid', message: 'Per Page is too big', field: 'per_page' },
      { code: 'client_error', message: null },
      { type: 'old_style', message: 'Before codes' },
      { code: '', message: '', field: '' },
      { code: 7, message: 8, field: 9 },
      'a text',
      null,
    ];
    const error = await failure({ status: 400, body: { type: 'error.list', errors } });
    expect(error).toMatchObject({
      code: 'parameter_invalid',
      errors: [
        { code: 'parameter_invalid', message: 'Per Page is too big', field: 'per_page' },
        { code: 'client_error', message: null, field: null },
        { code: 'old_style', message: 'Before codes', field: null },
        { code: 'unknown', message: null, field: null },
        { code: 'unknown', message: null, field: null },
      ],
    });
  });

  it('should answer which codes it has', async () => {
    const errors = [{ code: 'parameter_invalid' }, { code: 'client_error' }];
    const error = await failure({ status: 400, body: { type: 'error.list', errors } });
    expect(error).toBeInstanceOf(ErrorListError);
    const has = (code: string): boolean => error instanceof ErrorListError && error.has(code);
    const codes = ['parameter_invalid', 'client_error', 'unknown', 'toString', '__proto__'];
    expect(codes.filter(has)).toStrictEqual(['parameter_invalid', 'client_error']);
  });

  it.each([
    ['without entries', { type: 'error.list', errors: [] }],
    ['without the list', { type: 'error.list' }],
    ['with no list', { type: 'error.list', errors: 'none' }],
  ])('should still be one %s', async (_, body) => {
    const error = await failure({ status: 400, body });
    expect(error).toMatchObject({
      kind: 'error-list',
      code: 'unknown',
      errors: [],
      message: `Request failed with status 400 (unknown): GET ${FIRST}`,
    });
  });

  it('should leave the message out where there is none', async () => {
    const error = await failure({ status: 400, body: errorList('client_error') });
    expect(error).toMatchObject({
      message: `Request failed with status 400 (client_error): GET ${FIRST}`,
    });
  });

  it('should say after which cursor to resume', async () => {
    const answer = { status: 400, body: errorList('client_error') };
    const error = await failure(answer, { startingAfter: 'abc' });
    expect(error).toMatchObject({
      startingAfter: 'abc',
      request: { method: 'GET', url: `${FIRST}&starting_after=abc` },
    });
  });
});

describe('a refusal without an error.list', () => {
  it.each([301, 400, 401, 403, 404, 429, 500, 501, 502, 599])(
    'should be an HttpError, whatever its status: %i',
    async (status) => {
      const error = await failure({ status, body: '<html>\n <h1>Oh no</h1>\n</html>' });
      expect(error).toBeInstanceOf(HttpError);
      expect(error).toMatchObject({
        name: 'HttpError',
        kind: 'http',
        status,
        excerpt: '<html> <h1>Oh no</h1> </html>',
        message: `Request failed with status ${status} (<html> <h1>Oh no</h1> </html>): GET ${FIRST}`,
        request: { method: 'GET', url: FIRST },
        attempts: 1,
      });
      expect(isIntercomError(error)).toBe(true);
    },
  );

  it.each(['', ' \n '])('should say that the body is empty: %j', async (body) => {
    const error = await failure({ status: 502, body });
    expect(error).toMatchObject({
      excerpt: '',
      message: `Request failed with status 502 (empty body): GET ${FIRST}`,
    });
  });

  it.each([
    ['a JSON object', '{"message":"no"}'],
    ['another type', '{"type":"list","errors":[{"code":"x"}]}'],
    ['a JSON list', '[{"type":"error.list"}]'],
    ['null', 'null'],
    ['half an error.list', '{"type":"error.list","errors":[{"co'],
  ])('should quote what came instead: %s', async (_, body) => {
    const error = await failure({ status: 400, body });
    expect(error).toMatchObject({ kind: 'http', excerpt: body });
  });

  it.each([
    ['200 characters', 'x'.repeat(200), 'x'.repeat(200)],
    ['201 characters', 'x'.repeat(201), `${'x'.repeat(199)}…`],
    ['a megabyte', 'x'.repeat(1_000_000), `${'x'.repeat(199)}…`],
    ['much white space', `a${' \n\t'.repeat(100)}b`, 'a b'],
  ])('should quote no more than 200 characters: %s', async (_, body, excerpt) => {
    const error = await failure({ status: 500, body });
    expect(error).toMatchObject({ excerpt });
  });

  it('should not be taken for a success where a browser hides a redirect', async () => {
    const error = await failure({ status: 0 });
    expect(error).toMatchObject({ kind: 'http', status: 0 });
  });
});

describe('no response', () => {
  it('should be a NetworkError with what fetch said', async () => {
    const throws = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    });
    const error = await failure({ throws });
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      name: 'NetworkError',
      kind: 'network',
      message: `Request failed without a response (fetch failed: connect ECONNREFUSED): GET ${FIRST}`,
      request: { method: 'GET', url: FIRST },
      attempts: 1,
      cause: {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
      },
    });
    expect(isIntercomError(error)).toBe(true);
  });

  it('should keep the stack of what fetch said', async () => {
    const throws = new TypeError('fetch failed');
    const error = await failure({ throws });
    expect(error).toMatchObject({ cause: { stack: throws.stack } });
  });

  it.each([
    ['a text', 'offline', 'offline'],
    ['a number', 7, '7'],
    ['null', null, 'null'],
    ['nothing', undefined, 'undefined'],
    ['a symbol', Symbol('offline'), 'Symbol(offline)'],
    ['an object', { message: 'offline' }, 'offline'],
    ['an object without words', { message: 7, name: null, stack: {} }, ''],
  ])('should be one whatever fetch throws: %s', async (_, thrown: unknown, message) => {
    const fetch = (): Promise<never> =>
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      Promise.reject(thrown);
    const error = await failure(200, { fetch });
    expect(error).toMatchObject({ kind: 'network', cause: { name: 'Error', message } });
  });

  it('should be one also where fetch throws before it returns', async () => {
    const fetch = (): never => {
      throw new TypeError('not now');
    };
    const error = await failure(200, { fetch });
    expect(error).toMatchObject({ kind: 'network', cause: { message: 'not now' } });
  });

  it('should be one also where the body breaks off', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.error(new TypeError('terminated'));
      },
    });
    const error = await failure(new Response(body));
    expect(error).toMatchObject({ kind: 'network', cause: { message: 'terminated' } });
  });

  it('should be one also where the failure names itself AbortError', async () => {
    const error = await failure({ throws: new DOMException('aborted', 'AbortError') });
    expect(error).toMatchObject({ kind: 'network', cause: { name: 'AbortError' } });
  });
});

describe('the request id of a refusal', () => {
  it.each([
    ['the body', 'req-body', 'req-header', 'req-body'],
    ['the header, when the body has none', undefined, 'req-header', 'req-header'],
    ['the header, when the body’s is null', null, 'req-header', 'req-header'],
    ['the header, when the body’s is empty', '', 'req-header', 'req-header'],
    ['nowhere', undefined, undefined, null],
  ])('should come from %s', async (_, inBody, inHeader, expected) => {
    const body = { type: 'error.list', request_id: inBody, errors: [] };
    const headers = inHeader === undefined ? {} : { 'X-Request-Id': inHeader };
    const error = await failure({ status: 400, body, headers });
    expect(error).toMatchObject({ requestId: expected });
  });

  it('should come from the header also without an error.list', async () => {
    const answer = { status: 502, body: 'Bad Gateway', headers: { 'x-request-id': 'req-header' } };
    const error = await failure(answer);
    expect(error).toMatchObject({ kind: 'http', requestId: 'req-header' });
  });
});

describe('the rate limit of a refusal', () => {
  const date = new Date(NOW).toUTCString();
  const reset = NOW / 1000 + 8;
  const headers = {
    date,
    'X-RateLimit-Limit': '167',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(reset),
  };

  it.each([
    ['with', { status: 400, body: errorList('client_error'), headers }],
    ['without', { status: 400, body: 'no', headers }],
  ])('should be carried %s an error.list', async (_, answer) => {
    const error = await failure(answer);
    expect(error).toMatchObject({
      rateLimit: { limit: 167, remaining: 0, reset: new Date(reset * 1000), resetIn: 8_000 },
      retryAt: null,
    });
  });

  it('should be null where there are no headers', async () => {
    const error = await failure({ status: 429, body: errorList('rate_limit_exceeded') });
    expect(error).toMatchObject({ rateLimit: null, retryAt: null });
  });

  it.each([
    ['with', errorList('rate_limit_exceeded')],
    ['without', '<html>slow down</html>'],
  ])('should say when to come back after a 429 %s an error.list', async (_, body) => {
    const error = await failure({ status: 429, body, headers });
    expect(error).toMatchObject({ status: 429, retryAt: new Date(NOW + 8_000) });
  });

  it('should say when to come back on this machine’s clock', async () => {
    const skew = 5 * 3_600_000;
    const error = await failure({
      status: 429,
      body: errorList('rate_limit_exceeded'),
      headers: {
        ...headers,
        date: new Date(NOW - skew).toUTCString(),
        'X-RateLimit-Reset': String((NOW - skew) / 1000 + 8),
      },
    });
    expect(error).toMatchObject({
      retryAt: new Date(NOW + 8_000),
      rateLimit: { resetIn: 8_000, reset: new Date(NOW - skew + 8_000) },
    });
  });

  it('should say when to come back where any other refusal says so', async () => {
    const answer = { status: 503, body: '', headers: { 'Retry-After': '30' } };
    const error = await failure(answer);
    expect(error).toMatchObject({ kind: 'http', retryAt: new Date(NOW + 30_000) });
  });
});

describe('a 401', () => {
  const unauthorized = { status: 401, body: errorList('unauthorized', 'Access Token Invalid') };
  const hint = (regions: string): string =>
    ` (if the workspace is hosted in another region, set region to ${regions})`;

  it.each([
    ['us', 'https://api.intercom.io', "'eu' or 'au'"],
    ['eu', 'https://api.eu.intercom.io', "'us' or 'au'"],
    ['au', 'https://api.au.intercom.io', "'us' or 'eu'"],
  ] as const)('should hint at the other regions than %s', async (region, host, others) => {
    const reason = 'Request failed with status 401 (unauthorized: Access Token Invalid)';
    const message = `${reason}: GET ${host}/conversations?per_page=20${hint(others)}`;
    expect(await failure(unauthorized, { region })).toMatchObject({ message });
    const baseUrl = `${host}/`;
    expect(await failure(unauthorized, { baseUrl })).toMatchObject({ message });
  });

  it('should not hint behind another base URL', async () => {
    const error = await failure(unauthorized, { baseUrl: 'https://proxy.example' });
    expect(error).toMatchObject({
      kind: 'unauthorized',
      message:
        'Request failed with status 401 (unauthorized: Access Token Invalid): ' +
        'GET https://proxy.example/conversations?per_page=20',
    });
  });

  it.each(['token_unauthorized', 'token_expired', 'token_revoked'])(
    'should not hint where the region is not the reason: %s',
    async (code) => {
      const error = await failure({ status: 401, body: errorList(code) });
      expect(error).toMatchObject({
        kind: 'unauthorized',
        message: `Request failed with status 401 (${code}): GET ${FIRST}`,
      });
    },
  );

  it('should not hint without an error.list', async () => {
    const error = await failure({ status: 401, body: 'who are you' });
    expect(error).toMatchObject({
      kind: 'http',
      message: `Request failed with status 401 (who are you): GET ${FIRST}`,
    });
  });

  it('should leave other statuses without a hint', async () => {
    const error = await failure({ status: 403, body: errorList('unauthorized') });
    expect(error).toMatchObject({
      kind: 'forbidden',
      message: `Request failed with status 403 (unauthorized): GET ${FIRST}`,
    });
  });
});

describe('a fetch that breaks its contract', () => {
  const text = (): Promise<string> => Promise.resolve('{}');
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no headers', { status: 200, text }],
    ['plain headers', { status: 200, headers: {}, text }],
    ['no body', { status: 200, headers: new Headers() }],
  ])('should be a bad option, asked once, where it answers %s', async (_, response) => {
    const fetch = jest.fn(() => Promise.resolve(response as FetchResponse));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'fetch' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('should be a NetworkError where it answers no text', async () => {
    const response = { status: 200, headers: new Headers(), text: () => Promise.resolve({}) };
    const fetch = (): Promise<FetchResponse> =>
      Promise.resolve(response as unknown as FetchResponse);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass();
    expect(result.error).toBeInstanceOf(NetworkError);
  });

  it('should be a NetworkError where what it throws cannot be read', async () => {
    const thrown = Object.defineProperty({}, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const fetch = (): Promise<FetchResponse> => Promise.reject(thrown);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'network' });
  });
});
