import { describe, expect, it } from '@jest/globals';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError, type ErrorListEntry } from '../../lib/errors/error-list-error.ts';
import type { ResponseDetails } from '../../lib/errors/response-error.ts';
import { UnauthorizedError } from '../../lib/errors/unauthorized-error.ts';

const details: ResponseDetails = {
  status: 400,
  requestId: '000hjqhpf95ef3b8f8v0',
  rateLimit: { limit: 83, remaining: 82, reset: new Date(1_522_849_880_000), resetIn: 8_000 },
  retryAt: new Date(1_522_849_880_000),
};

/** An error with these entries. */
function errorWith(...errors: readonly ErrorListEntry[]): ErrorListError {
  return new ErrorListError(NO_REQUEST, { ...details, errors }, 'error-list');
}

const missing: ErrorListEntry = { code: 'parameter_missing', message: null, field: 'role' };
const tooBig: ErrorListEntry = {
  code: 'parameter_invalid',
  message: 'Per Page is too big',
  field: 'per_page',
};

describe('ErrorListError', () => {
  it('should show all that the response said', () => {
    const error = errorWith(tooBig, missing);
    expect(error.status).toBe(400);
    expect(error.requestId).toBe('000hjqhpf95ef3b8f8v0');
    expect(error.rateLimit).toBe(details.rateLimit);
    expect(error.retryAt).toBe(details.retryAt);
    expect(error.errors).toEqual([tooBig, missing]);
  });

  it.each<[string, readonly ErrorListEntry[], string, string]>([
    [
      'its code and message',
      [tooBig],
      'parameter_invalid',
      'parameter_invalid: Per Page is too big',
    ],
    ['its code, without a message', [missing], 'parameter_missing', 'parameter_missing'],
    ['the first of several', [missing, tooBig], 'parameter_missing', 'parameter_missing'],
    [
      'its code, the message empty',
      [{ ...tooBig, message: '' }],
      'parameter_invalid',
      'parameter_invalid',
    ],
    ['unknown, the list empty', [], 'unknown', 'unknown'],
  ])('should be known by %s', (_name, entries, code, reason) => {
    const error = errorWith(...entries);
    expect(error.code).toBe(code);
    expect(error.message).toBe(`Request failed with status 400 (${reason})`);
  });

  it('should put its advice behind the request', () => {
    const request = { method: 'GET', url: 'https://api.intercom.io/conversations' };
    const error = new UnauthorizedError(
      { request, attempts: 1, startingAfter: undefined, checkpoint: null },
      { ...details, status: 401, errors: [] },
      ' (try another region)',
    );
    expect(error.message).toBe(
      'Request failed with status 401 (unknown): GET https://api.intercom.io/conversations (try another region)',
    );
    expect(Object.keys(error)).not.toContain('hint');
  });

  it('should keep the entries as JSON', () => {
    expect(JSON.parse(JSON.stringify(errorWith(tooBig)))).toEqual({
      message: 'Request failed with status 400 (parameter_invalid: Per Page is too big)',
      name: 'ErrorListError',
      kind: 'error-list',
      checkpoint: null,
      request: null,
      attempts: 0,
      status: 400,
      requestId: '000hjqhpf95ef3b8f8v0',
      rateLimit: { limit: 83, remaining: 82, reset: '2018-04-04T13:51:20.000Z', resetIn: 8_000 },
      retryAt: '2018-04-04T13:51:20.000Z',
      code: 'parameter_invalid',
      errors: [tooBig],
    });
  });
});

describe('has', () => {
  it.each([
    ['parameter_missing', true],
    ['parameter_invalid', true],
    ['parameter', false],
    ['PARAMETER_INVALID', false],
    ['unauthorized', false],
    ['', false],
  ])('should look for %j in all entries: %s', (code, found) => {
    expect(errorWith(missing, tooBig).has(code)).toBe(found);
  });

  it('should find nothing in an empty list', () => {
    expect(errorWith().has('parameter_invalid')).toBe(false);
  });
});
