import { describe, expect, it } from '@jest/globals';
import { AbortError } from '../../lib/errors/abort-error.ts';
import { DecodeError } from '../../lib/errors/decode-error.ts';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { ForbiddenError } from '../../lib/errors/forbidden-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { InvalidOptionsError } from '../../lib/errors/invalid-options-error.ts';
import {
  isRateLimited,
  isPageTooLarge,
  isTransient,
  isUnadvised,
} from '../../lib/errors/is-transient.ts';
import { ListOrderError } from '../../lib/errors/list-order-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { TimeoutError } from '../../lib/errors/timeout-error.ts';
import { UnauthorizedError } from '../../lib/errors/unauthorized-error.ts';
import { refusal } from '../helpers/refusal.ts';

const transient = [
  408, 425, 429, 500, 502, 503, 504, 506, 507, 508, 510, 520, 521, 522, 523, 524, 529, 530, 598,
  599,
];
const final = [
  0, 201, 204, 301, 302, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 409, 410, 415, 418, 422,
  413, 423, 426, 431, 451, 501, 505, 511, 600,
];
const tooLarge = [408, 413, 502, 504, 524];
const foreign: readonly [string, unknown][] = [
  ['an Error', new Error('x')],
  ['an Error with a status', Object.assign(new Error('x'), { status: 429, kind: 'rate-limit' })],
  ['an object', { status: 503 }],
  ['a text', '429'],
  ['null', null],
  ['undefined', undefined],
];

describe('isTransient', () => {
  it.each(transient)('should say yes to status %i, with and without an error.list', (status) => {
    expect(isTransient(new ErrorListError(NO_REQUEST, refusal(status), 'error-list'))).toBe(true);
    expect(isTransient(new HttpError(NO_REQUEST, refusal(status), ''))).toBe(true);
  });

  it.each(final)('should say no to status %i, with and without an error.list', (status) => {
    expect(isTransient(new ErrorListError(NO_REQUEST, refusal(status), 'error-list'))).toBe(false);
    expect(isTransient(new HttpError(NO_REQUEST, refusal(status), ''))).toBe(false);
  });

  it('should say yes to an error.list under status 200', () => {
    expect(isTransient(new ErrorListError(NO_REQUEST, refusal(200), 'error-list'))).toBe(true);
  });

  it('should say no to a refused redirect that a fetch followed to status 200', () => {
    const reason = 'redirect to https://elsewhere.example refused';
    expect(isTransient(new HttpError(NO_REQUEST, refusal(200), '', reason))).toBe(false);
  });

  it.each([
    { error: new RateLimitError(NO_REQUEST, refusal(429)), expected: true },
    { error: new NetworkError(NO_REQUEST, new Error('ECONNRESET')), expected: true },
    { error: new TimeoutError(NO_REQUEST, 60_000), expected: true },
    { error: new DecodeError(NO_REQUEST, 'the body is empty'), expected: true },
    { error: new UnauthorizedError(NO_REQUEST, refusal(401)), expected: false },
    { error: new ForbiddenError(NO_REQUEST, refusal(403)), expected: false },
    { error: new PaginationStalledError(NO_REQUEST, 'cursor'), expected: false },
    { error: new ListOrderError(NO_REQUEST, '7'), expected: false },
    { error: new InvalidOptionsError('perPage', '0', 'more'), expected: false },
    { error: new AbortError('reason'), expected: false },
  ])('should judge by kind: $error.kind, $expected', ({ error, expected }) => {
    expect(isTransient(error)).toBe(expected);
  });

  it.each(foreign)('should say no to what is not of this library: %s', (_name, value) => {
    expect(isTransient(value)).toBe(false);
  });
});

describe('isRateLimited', () => {
  it.each([
    { error: new RateLimitError(NO_REQUEST, refusal(429)) },
    { error: new ErrorListError(NO_REQUEST, refusal(429), 'error-list') },
    { error: new HttpError(NO_REQUEST, refusal(429), '') },
  ])('should say yes to status 429: $error.kind', ({ error }) => {
    expect(isRateLimited(error)).toBe(true);
  });

  it.each([
    { error: new ErrorListError(NO_REQUEST, refusal(503), 'error-list') },
    { error: new HttpError(NO_REQUEST, refusal(420), '') },
    { error: new UnauthorizedError(NO_REQUEST, refusal(401)) },
    { error: new NetworkError(NO_REQUEST, new Error('429')) },
    { error: new TimeoutError(NO_REQUEST, 429) },
    { error: new InvalidOptionsError('status', '429', 'less') },
  ])('should say no to any other failure: $error.kind', ({ error }) => {
    expect(isRateLimited(error)).toBe(false);
  });

  it.each(foreign)('should say no to what is not of this library: %s', (_name, value) => {
    expect(isRateLimited(value)).toBe(false);
  });
});

describe('isPageTooLarge', () => {
  it.each(tooLarge)('should say yes to status %i, with and without an error.list', (status) => {
    expect(isPageTooLarge(new ErrorListError(NO_REQUEST, refusal(status), 'error-list'))).toBe(
      true,
    );
    expect(isPageTooLarge(new HttpError(NO_REQUEST, refusal(status), ''))).toBe(true);
  });

  it('should say yes to a timeout', () => {
    expect(isPageTooLarge(new TimeoutError(NO_REQUEST, 60_000))).toBe(true);
  });

  it.each([...transient, ...final, 200].filter((status) => !tooLarge.includes(status)))(
    'should say no to status %i, with and without an error.list',
    (status) => {
      expect(isPageTooLarge(new ErrorListError(NO_REQUEST, refusal(status), 'error-list'))).toBe(
        false,
      );
      expect(isPageTooLarge(new HttpError(NO_REQUEST, refusal(status), ''))).toBe(false);
    },
  );

  it.each([
    { error: new RateLimitError(NO_REQUEST, refusal(429)) },
    { error: new NetworkError(NO_REQUEST, new Error('ECONNRESET')) },
    { error: new DecodeError(NO_REQUEST, 'the body is empty') },
    { error: new UnauthorizedError(NO_REQUEST, refusal(401)) },
    { error: new ForbiddenError(NO_REQUEST, refusal(403)) },
    { error: new PaginationStalledError(NO_REQUEST, 'cursor') },
    { error: new ListOrderError(NO_REQUEST, '7') },
    { error: new InvalidOptionsError('timeout', '0', 'more') },
    { error: new AbortError('reason') },
  ])('should say no to any other failure: $error.kind', ({ error }) => {
    expect(isPageTooLarge(error)).toBe(false);
  });

  it.each(foreign)('should say no to what is not of this library: %s', (_name, value) => {
    expect(isPageTooLarge(value)).toBe(false);
  });
});

describe('isUnadvised', () => {
  const advised = { retryAt: new Date(0) };
  it.each([
    { error: new RateLimitError(NO_REQUEST, refusal(429)), expected: true },
    { error: new HttpError(NO_REQUEST, refusal(429), ''), expected: true },
    { error: new RateLimitError(NO_REQUEST, { ...refusal(429), ...advised }), expected: false },
    { error: new HttpError(NO_REQUEST, { ...refusal(429), ...advised }, ''), expected: false },
    { error: new HttpError(NO_REQUEST, refusal(503), ''), expected: false },
    { error: new NetworkError(NO_REQUEST, new Error('429')), expected: false },
  ])(
    'should look for a 429 that says no time: $error.kind, retryAt $error.retryAt, $expected',
    ({ error, expected }) => {
      expect(isUnadvised(error)).toBe(expected);
    },
  );

  it.each(foreign)('should say no to what is not of this library: %s', (_name, value) => {
    expect(isUnadvised(value)).toBe(false);
  });
});
