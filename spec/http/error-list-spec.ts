import { describe, expect, it } from '@jest/globals';
import {
  ErrorListError,
  ForbiddenError,
  RateLimitError,
  UnauthorizedError,
  isIntercomError,
} from '../../lib/index.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { errorList } from '../helpers/list-body.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { failure } from './failure.ts';

useVirtualTime();

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
