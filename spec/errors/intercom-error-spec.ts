import { describe, expect, it, jest } from '@jest/globals';
import { AbortError } from '../../lib/errors/abort-error.ts';
import { DecodeError } from '../../lib/errors/decode-error.ts';
import type { ErrorContext } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { ForbiddenError } from '../../lib/errors/forbidden-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { IntercomError, isIntercomError } from '../../lib/errors/intercom-error.ts';
import { InvalidOptionsError } from '../../lib/errors/invalid-options-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { TimeoutError } from '../../lib/errors/timeout-error.ts';
import { UnauthorizedError } from '../../lib/errors/unauthorized-error.ts';
import type { Checkpoint } from '../../lib/types/checkpoint.ts';
import { refusal } from '../helpers/refusal.ts';

const REQUEST = 'GET https://api.intercom.io/conversations?per_page=20';
const context: ErrorContext = {
  request: { method: 'GET', url: 'https://api.intercom.io/conversations?per_page=20' },
  attempts: 3,
  startingAfter: 'cursor',
  checkpoint: null,
};

/** What a refusal with one entry says. */
function saying(status: number, code: string, message: string | null) {
  return { ...refusal(status), requestId: 'abc', errors: [{ code, message, field: null }] };
}

const reset = new Error('read ECONNRESET');
const reason = { why: 'the user left' };

/** One of each that stands behind a request, and what its message begins with. */
const failures: readonly [
  name: string,
  kind: IntercomError['kind'],
  constructor: abstract new (...args: never[]) => IntercomError,
  error: IntercomError,
  what: string,
  cause?: unknown,
][] = [
  [
    'ErrorListError',
    'error-list',
    ErrorListError,
    new ErrorListError(context, saying(400, 'client_error', 'Invalid cursor'), 'error-list'),
    'Request failed with status 400 (client_error: Invalid cursor)',
  ],
  [
    'UnauthorizedError',
    'unauthorized',
    UnauthorizedError,
    new UnauthorizedError(context, saying(401, 'unauthorized', 'Access Token Invalid')),
    'Request failed with status 401 (unauthorized: Access Token Invalid)',
  ],
  [
    'ForbiddenError',
    'forbidden',
    ForbiddenError,
    new ForbiddenError(context, saying(403, 'api_plan_restricted', 'Active subscription needed.')),
    'Request failed with status 403 (api_plan_restricted: Active subscription needed.)',
  ],
  [
    'RateLimitError',
    'rate-limit',
    RateLimitError,
    new RateLimitError(context, saying(429, 'rate_limit_exceeded', null)),
    'Request failed with status 429 (rate_limit_exceeded)',
  ],
  [
    'HttpError',
    'http',
    HttpError,
    new HttpError(context, saying(502, '', null), '<html> Bad Gateway'),
    'Request failed with status 502 (<html> Bad Gateway)',
  ],
  [
    'NetworkError',
    'network',
    NetworkError,
    new NetworkError(context, reset),
    'Request failed without a response (read ECONNRESET)',
    reset,
  ],
  [
    'TimeoutError',
    'timeout',
    TimeoutError,
    new TimeoutError(context, 60_000),
    'Request timed out after 60000 ms',
  ],
  [
    'DecodeError',
    'decode',
    DecodeError,
    new DecodeError(context, 'the body is empty'),
    'Response could not be read (the body is empty)',
  ],
  [
    'PaginationStalledError',
    'pagination-stalled',
    PaginationStalledError,
    new PaginationStalledError(context, 'WzFd'),
    'Pagination stalled (cursor "WzFd" came back)',
  ],
  [
    'AbortError',
    'abort',
    AbortError,
    new AbortError(reason, context),
    'Aborted by the signal',
    reason,
  ],
];

describe.each(failures)('%s', (name, kind, constructor, error, what, cause) => {
  it('should have a kind and a name of its own', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(constructor);
    expect(error.kind).toBe(kind);
    expect(error.name).toBe(name);
  });

  it('should say what happened, then to which request', () => {
    expect(error.message).toBe(`${what}: ${REQUEST}`);
  });

  it('should show where it happened', () => {
    expect(error.request).toEqual({
      method: 'GET',
      url: 'https://api.intercom.io/conversations?per_page=20',
    });
    expect(error.attempts).toBe(3);
    expect(error.startingAfter).toBe('cursor');
  });

  it('should keep its cause, where it has one', () => {
    expect(error.cause).toBe(cause);
    expect(Object.hasOwn(error, 'cause')).toBe(cause !== undefined);
  });

  it('should keep its message and its facts as JSON', () => {
    const json: unknown = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({
      message: error.message,
      name,
      kind,
      request: error.request,
      attempts: 3,
      startingAfter: 'cursor',
    });
    expect(json).not.toHaveProperty('stack');
    expect(json).not.toHaveProperty('cause');
  });

  it('should be told apart from the failures of others', () => {
    expect(isIntercomError(error)).toBe(true);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('InvalidOptionsError', () => {
  const error = new InvalidOptionsError('perPage', '151', 'an integer from 1 to 150');

  it('should name the option, what it got and what it may be', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('InvalidOptionsError');
    expect(error.kind).toBe('invalid-options');
    expect(error.field).toBe('perPage');
    expect(error.message).toBe(
      'Invalid option perPage: got 151; it may be an integer from 1 to 150',
    );
    expect(isIntercomError(error)).toBe(true);
  });

  it('should have no request, as none was made', () => {
    expect(error.request).toBeNull();
    expect(error.attempts).toBe(0);
    expect(error.startingAfter).toBeUndefined();
  });

  it('should keep the cause where the option is a function that failed', () => {
    const cause = new Error('vault closed');
    const failed = new InvalidOptionsError('token', 'a function that failed', 'text', { cause });
    expect(failed.cause).toBe(cause);
    expect(Object.hasOwn(error, 'cause')).toBe(false);
  });

  it('should show where the walk was when the option failed', () => {
    const checkpoint = { cursor: 'cursor' } as Checkpoint;
    const failed = new InvalidOptionsError('token', 'a function that failed', 'text', {
      checkpoint,
    });
    expect(failed).toMatchObject({ checkpoint, startingAfter: 'cursor' });
    expect(failed.request).toBeNull();
  });

  it('should keep its message and its facts as JSON', () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      message: error.message,
      name: 'InvalidOptionsError',
      kind: 'invalid-options',
      checkpoint: null,
      field: 'perPage',
      request: null,
      attempts: 0,
    });
  });
});

describe('the facts of each failure', () => {
  it('should be the timeout that was exceeded', () => {
    expect(new TimeoutError(context, 1_500).timeout).toBe(1_500);
  });

  it('should be why a body could not be read', () => {
    expect(new DecodeError(context, 'the body is empty').reason).toBe('the body is empty');
  });

  it('should be the cursor that came back, quoted in the message', () => {
    const error = new PaginationStalledError(context, 'a "quoted"\ncursor');
    expect(error.cursor).toBe('a "quoted"\ncursor');
    expect(error.message).toContain(String.raw`cursor "a \"quoted\"\ncursor" came back`);
  });

  it('should be no request where an abort comes before the first', () => {
    const error = new AbortError(reason);
    expect(error).toMatchObject({ request: null, attempts: 0, startingAfter: undefined });
    expect(error.message).toBe('Aborted by the signal');
  });
});

describe('isIntercomError', () => {
  it('should know the failures of another copy of the package', async () => {
    expect.assertions(8);
    await jest.isolateModulesAsync(async () => {
      const other = await import('../../lib/errors/intercom-error.ts');
      const { TimeoutError: OtherTimeoutError } = await import('../../lib/errors/timeout-error.ts');
      const theirs = new OtherTimeoutError(context, 5);
      expect(other.isIntercomError).not.toBe(isIntercomError);
      expect(theirs).not.toBeInstanceOf(TimeoutError);
      expect(isIntercomError(theirs)).toBe(true);
      expect(theirs).toBeInstanceOf(IntercomError);
      expect(new TimeoutError(context, 5)).toBeInstanceOf(other.IntercomError);
      expect(other.isIntercomError(new TimeoutError(context, 5))).toBe(true);
      expect(other.isIntercomError(theirs)).toBe(true);
      expect(other.isIntercomError(new Error('not ours'))).toBe(false);
    });
  });

  it('should know it by a mark whose name is the same in every version of the package', () => {
    const mark = Symbol.for('rx-intercom.error');
    expect(Reflect.get(new TimeoutError(context, 5), mark)).toBe(true);
    expect(isIntercomError({ [mark]: true })).toBe(true);
  });

  it('should know a failure whose class was minified or whose name was changed', () => {
    const error = Object.assign(new TimeoutError(context, 5), { name: 'X' });
    expect(isIntercomError(error)).toBe(true);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'Request failed with status 429'],
    ['a number', 429],
    ['an object', { kind: 'rate-limit' }],
    ['an array', []],
    ['a function', () => undefined],
    ['an Error', new Error('x')],
    ['a look-alike', Object.assign(new Error('x'), { kind: 'timeout', name: 'TimeoutError' })],
    ['a proxy that was revoked', revoked()],
    ['an AbortError of the platform', new DOMException('x', 'AbortError')],
    ['what JSON leaves of one', JSON.parse(JSON.stringify(new TimeoutError(context, 5)))],
  ])('should refuse %s', (_name, value) => {
    expect(isIntercomError(value)).toBe(false);
    expect(value).not.toBeInstanceOf(IntercomError);
  });

  it('should have a class for instanceof, which makes no errors', () => {
    expect(new TimeoutError(context, 5)).toBeInstanceOf(IntercomError);
    expect(() => Reflect.construct<never[], unknown>(IntercomError as never, [])).toThrow(
      'IntercomError names all failures: use it with instanceof',
    );
  });

  it('should not show its mark among the facts', () => {
    expect(Object.keys(new TimeoutError(context, 5)).sort()).toEqual([
      'attempts',
      'checkpoint',
      'kind',
      'name',
      'request',
      'startingAfter',
      'timeout',
    ]);
  });
});
