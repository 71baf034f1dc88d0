import { describe, expect, it, jest } from '@jest/globals';
import { of, throwError } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { ForbiddenError } from '../../lib/errors/forbidden-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import type { ErrorListFailure } from '../../lib/errors/intercom-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { UnauthorizedError } from '../../lib/errors/unauthorized-error.ts';
import { catchErrorCode } from '../../lib/operators/catch-error-code.ts';
import { marbles } from '../helpers/marbles.ts';
import { refusal } from '../helpers/refusal.ts';

const forbidden = new ForbiddenError(NO_REQUEST, refusal(403, 'api_plan_restricted'));

describe('catchErrorCode', () => {
  it('should mirror a source that does not fail and never ask the handler', () => {
    const handler = jest.fn(() => of('x'));
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(catchErrorCode('forbidden', handler))).toBe('-a-b-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it("should go on with the handler's stream when the code is there", () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', undefined, forbidden);
      const instead = cold('-x-|');
      const result = source.pipe(catchErrorCode('api_plan_restricted', () => instead));
      expectObservable(result).toBe('-a--x-|');
      expectSubscriptions(source.subscriptions).toBe('^--!');
      expectSubscriptions(instead.subscriptions).toBe('---^--!');
    });
  });

  it.each([
    ['ErrorListError', new ErrorListError(NO_REQUEST, refusal(400, 'wanted'), 'error-list')],
    ['UnauthorizedError', new UnauthorizedError(NO_REQUEST, refusal(401, 'wanted'))],
    ['ForbiddenError', new ForbiddenError(NO_REQUEST, refusal(403, 'wanted'))],
    ['RateLimitError', new RateLimitError(NO_REQUEST, refusal(429, 'wanted'))],
  ])('should catch the code on %s', (_name, error) => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('-#', undefined, error);
      expectObservable(source.pipe(catchErrorCode('wanted', () => of('x')))).toBe('-(x|)');
    });
  });

  it('should catch a code of any entry, not only of the first', () => {
    marbles(({ cold, expectObservable }) => {
      const error = new ErrorListError(
        NO_REQUEST,
        refusal(422, 'parameter_missing', 'parameter_invalid'),
        'error-list',
      );
      const source = cold('-#', undefined, error);
      const result = source.pipe(catchErrorCode('parameter_invalid', (_, code) => of(code)));
      expectObservable(result).toBe('-(x|)', { x: 'parameter_invalid' });
    });
  });

  it.each(['first', 'second', 'third'])('should catch each of several codes: %s', (code) => {
    marbles(({ cold, expectObservable }) => {
      const error = new ForbiddenError(NO_REQUEST, refusal(403, code));
      const source = cold('-#', undefined, error);
      const result = source.pipe(
        catchErrorCode(['first', 'second', 'third'], (_, caught) => of(caught)),
      );
      expectObservable(result).toBe('-(x|)', { x: code });
    });
  });

  it('should hand the error and the matching code to the handler, once', () => {
    const handler = jest.fn((error: ErrorListFailure, code: string) => of(error.status, code));
    const received: unknown[] = [];
    throwError(() => forbidden)
      .pipe(catchErrorCode(['forbidden', 'api_plan_restricted'], handler))
      .subscribe((value) => received.push(value));
    expect(received).toEqual([403, 'api_plan_restricted']);
    expect(handler.mock.calls).toHaveLength(1);
    expect(handler.mock.calls[0]?.[0]).toBe(forbidden);
  });

  const details = { ...refusal(403), requestId: 'abc' };
  it.each([
    ['another code', forbidden, 'forbidden'],
    ['the beginning of a code', forbidden, 'api_plan'],
    ['a refusal without error.list', new HttpError(NO_REQUEST, details, 'forbidden'), 'forbidden'],
    [
      'an error of somebody else',
      Object.assign(new Error('x'), { code: 'forbidden' }),
      'forbidden',
    ],
    [
      'a look-alike of somebody else',
      Object.assign(new Error('x'), { errors: [{ code: 'forbidden' }], has: () => true }),
      'forbidden',
    ],
    ['a value that is no error', 'forbidden', 'forbidden'],
    ['nothing at all', undefined, 'forbidden'],
  ])('should pass on %s', (_name, error, code) => {
    const handler = jest.fn(() => of('x'));
    const onError = jest.fn();
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', undefined, error);
      expectObservable(source.pipe(catchErrorCode(code, handler))).toBe('-a-#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
    throwError(() => error)
      .pipe(catchErrorCode(code, handler))
      .subscribe({ error: onError });
    expect(onError.mock.calls[0]?.[0]).toBe(error);
    expect(handler).not.toHaveBeenCalled();
  });

  it('should catch nothing without codes', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('-#', undefined, forbidden);
      const result = source.pipe(catchErrorCode([], () => of('x')));
      expectObservable(result).toBe('-#', undefined, forbidden);
    });
  });

  it("should pass on the errors of the handler's stream, also caught ones, without asking again", () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-#', undefined, forbidden);
      const instead = cold('-x-#', undefined, forbidden);
      const result = source.pipe(catchErrorCode('api_plan_restricted', () => instead));
      expectObservable(result).toBe('--x-#', undefined, forbidden);
      expectSubscriptions(instead.subscriptions).toBe('-^--!');
    });
  });

  it('should notify what the handler throws', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-#', undefined, forbidden);
      const result = source.pipe(
        catchErrorCode('api_plan_restricted', () => {
          throw new Error('handler');
        }),
      );
      expectObservable(result).toBe('-#', undefined, new Error('handler'));
      expectSubscriptions(source.subscriptions).toBe('^!');
    });
  });

  it('should end the source when unsubscribed before it fails', () => {
    const handler = jest.fn(() => of('x'));
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a--#', undefined, forbidden);
      const result = source.pipe(catchErrorCode('api_plan_restricted', handler));
      expectObservable(result, '^-!').toBe('-a');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it("should end the handler's stream when unsubscribed", () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-#', undefined, forbidden);
      const instead = cold('-x-x-x-|');
      const result = source.pipe(catchErrorCode('api_plan_restricted', () => instead));
      expectObservable(result, '^----!').toBe('--x-x');
      expectSubscriptions(source.subscriptions).toBe('^!');
      expectSubscriptions(instead.subscriptions).toBe('-^---!');
    });
  });
});
