import { describe, expect, it } from '@jest/globals';
import { AbortError } from '../../lib/errors/abort-error.ts';
import { DecodeError } from '../../lib/errors/decode-error.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { ForbiddenError } from '../../lib/errors/forbidden-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import type { IntercomError } from '../../lib/errors/intercom-error.ts';
import { isIntercomError } from '../../lib/errors/intercom-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { TimeoutError } from '../../lib/errors/timeout-error.ts';
import { UnauthorizedError } from '../../lib/errors/unauthorized-error.ts';
import { refusal } from '../helpers/refusal.ts';
import { context } from './context.ts';

const REQUEST = 'GET https://api.intercom.io/conversations?per_page=20';

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
