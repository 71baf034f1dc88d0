import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { EMPTY, of, type Observable } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import {
  AbortError,
  catchErrorCode,
  DecodeError,
  ErrorListError,
  ForbiddenError,
  HttpError,
  IncompleteExportError,
  IntercomError,
  InvalidOptionsError,
  isIntercomError,
  NetworkError,
  ListOrderError,
  PaginationStalledError,
  RateLimitError,
  retryOnRateLimit,
  takeUntilAborted,
  TimeoutError,
  UnauthorizedError,
} from '../../lib/index.ts';
import type {
  ErrorCode,
  ErrorListEntry,
  ErrorListFailure,
  RateLimit,
  RequestSummary,
  TimeRange,
} from '../../lib/index.ts';
import { refusal } from '../helpers/refusal.ts';

/** The members of the union with this kind. */
type OfKind<Kind extends IntercomError['kind']> = Extract<IntercomError, { kind: Kind }>;

/** Uses one fact of each kind; does not compile when a kind is missing or lacks its fact. */
function fact(error: IntercomError): unknown {
  switch (error.kind) {
    case 'error-list':
    case 'unauthorized':
    case 'forbidden':
      return error.code;
    case 'rate-limit':
      return error.retryAt;
    case 'http':
      return error.excerpt;
    case 'network':
    case 'abort':
      return error.cause;
    case 'timeout':
      return error.timeout;
    case 'decode':
      return error.reason;
    case 'pagination-stalled':
      return error.cursor;
    case 'list-order':
      return error.conversationId;
    case 'incomplete-export':
      return error.found;
    case 'invalid-options':
      return error.field;
    default:
      return error satisfies never;
  }
}

const details = { ...refusal(400, 'client_error'), retryAt: new Date(5) };
const shortfall = { range: { since: 1, until: 2 }, expected: 5, found: 3 };

describe('IntercomError', () => {
  it.each<{ error: IntercomError; expected: unknown }>([
    { error: new ErrorListError(NO_REQUEST, details, 'error-list'), expected: 'client_error' },
    { error: new UnauthorizedError(NO_REQUEST, details), expected: 'client_error' },
    { error: new ForbiddenError(NO_REQUEST, details), expected: 'client_error' },
    { error: new RateLimitError(NO_REQUEST, details), expected: new Date(5) },
    { error: new HttpError(NO_REQUEST, details, 'Bad Gateway'), expected: 'Bad Gateway' },
    { error: new NetworkError(NO_REQUEST, new Error('reset')), expected: new Error('reset') },
    { error: new AbortError('reason'), expected: 'reason' },
    { error: new TimeoutError(NO_REQUEST, 5), expected: 5 },
    { error: new DecodeError(NO_REQUEST, 'empty'), expected: 'empty' },
    { error: new PaginationStalledError(NO_REQUEST, 'cursor'), expected: 'cursor' },
    { error: new ListOrderError(NO_REQUEST, '17'), expected: '17' },
    { error: new IncompleteExportError(NO_REQUEST, 'lost', shortfall), expected: 3 },
    { error: new InvalidOptionsError('perPage', '0', 'more'), expected: 'perPage' },
  ])('should be told apart by a switch over its kind: $error.kind', ({ error, expected }) => {
    expect(fact(error)).toEqual(expected);
  });

  it('should be a closed union of literal kinds', () => {
    expectTypeOf<IntercomError['kind']>().toEqualTypeOf<
      | 'error-list'
      | 'unauthorized'
      | 'forbidden'
      | 'rate-limit'
      | 'http'
      | 'network'
      | 'timeout'
      | 'decode'
      | 'pagination-stalled'
      | 'list-order'
      | 'incomplete-export'
      | 'invalid-options'
      | 'abort'
    >();
  });

  it('should narrow to one class by each kind', () => {
    expectTypeOf<OfKind<'error-list'>>().toEqualTypeOf<ErrorListError>();
    expectTypeOf<OfKind<'unauthorized'>>().toEqualTypeOf<UnauthorizedError>();
    expectTypeOf<OfKind<'forbidden'>>().toEqualTypeOf<ForbiddenError>();
    expectTypeOf<OfKind<'rate-limit'>>().toEqualTypeOf<RateLimitError>();
    expectTypeOf<OfKind<'http'>>().toEqualTypeOf<HttpError>();
    expectTypeOf<OfKind<'network'>>().toEqualTypeOf<NetworkError>();
    expectTypeOf<OfKind<'timeout'>>().toEqualTypeOf<TimeoutError>();
    expectTypeOf<OfKind<'decode'>>().toEqualTypeOf<DecodeError>();
    expectTypeOf<OfKind<'pagination-stalled'>>().toEqualTypeOf<PaginationStalledError>();
    expectTypeOf<OfKind<'list-order'>>().toEqualTypeOf<ListOrderError>();
    expectTypeOf<OfKind<'incomplete-export'>>().toEqualTypeOf<IncompleteExportError>();
    expectTypeOf<OfKind<'invalid-options'>>().toEqualTypeOf<InvalidOptionsError>();
    expectTypeOf<OfKind<'abort'>>().toEqualTypeOf<AbortError>();
  });

  it('should say on every member where it happened', () => {
    expectTypeOf<IntercomError>().toExtend<Error>();
    expectTypeOf<IntercomError['request']>().toEqualTypeOf<RequestSummary | null>();
    expectTypeOf<IntercomError['attempts']>().toEqualTypeOf<number>();
    expectTypeOf<IntercomError['startingAfter']>().toEqualTypeOf<string | undefined>();
  });

  it('should give the facts of a kind their types', () => {
    expectTypeOf<OfKind<'rate-limit'>['retryAt']>().toEqualTypeOf<Date | null>();
    expectTypeOf<OfKind<'rate-limit'>['rateLimit']>().toEqualTypeOf<RateLimit | null>();
    expectTypeOf<OfKind<'http' | 'error-list'>['status']>().toEqualTypeOf<number>();
    expectTypeOf<OfKind<'http'>['excerpt']>().toEqualTypeOf<string>();
    expectTypeOf<OfKind<'error-list'>['errors']>().toEqualTypeOf<readonly ErrorListEntry[]>();
    expectTypeOf<OfKind<'timeout'>['timeout']>().toEqualTypeOf<number>();
    expectTypeOf<OfKind<'pagination-stalled'>['cursor']>().toEqualTypeOf<string>();
    expectTypeOf<OfKind<'incomplete-export'>['range']>().toEqualTypeOf<TimeRange>();
    expectTypeOf<OfKind<'invalid-options'>['field']>().toEqualTypeOf<string>();
  });

  it('should give no kind the facts of another', () => {
    expectTypeOf<OfKind<'network'>>().not.toHaveProperty('status');
    expectTypeOf<OfKind<'http'>>().not.toHaveProperty('errors');
    expectTypeOf<OfKind<'abort'>>().not.toHaveProperty('retryAt');
  });

  it('should have a common name for what came with an error.list', () => {
    expectTypeOf<ErrorListFailure['kind']>().toEqualTypeOf<
      'error-list' | 'unauthorized' | 'forbidden' | 'rate-limit'
    >();
    expectTypeOf<ErrorListFailure>().toExtend<IntercomError>();
  });

  it('should be what isIntercomError makes of anything', () => {
    expectTypeOf(isIntercomError).parameter(0).toEqualTypeOf<unknown>();
    expectTypeOf(isIntercomError).guards.toEqualTypeOf<IntercomError>();
  });

  it('should be what instanceof makes of anything', () => {
    const narrow = (value: unknown): IntercomError | undefined => {
      if (!(value instanceof IntercomError)) return undefined;
      expectTypeOf(value).toEqualTypeOf<IntercomError>();
      return value;
    };
    const error = new AbortError('reason');
    expect(narrow(error)).toBe(error);
    expect(narrow(new Error('not ours'))).toBeUndefined();
  });
});

describe('ErrorCode', () => {
  it('should suggest the known codes and take any other', () => {
    expectTypeOf<'unauthorized'>().toExtend<ErrorCode>();
    expectTypeOf<'a_code_of_tomorrow'>().toExtend<ErrorCode>();
    expectTypeOf<number>().not.toExtend<ErrorCode>();
  });
});

describe('catchErrorCode', () => {
  it('should hand its handler the very code asked for', () => {
    of(1).pipe(
      catchErrorCode('forbidden', (error, code) => {
        expectTypeOf(error).toEqualTypeOf<ErrorListFailure>();
        expectTypeOf(code).toEqualTypeOf<'forbidden'>();
        return EMPTY;
      }),
    );
  });

  it('should hand its handler the union of the codes asked for', () => {
    of(1).pipe(
      catchErrorCode(['forbidden', 'a_code_of_tomorrow'], (error, code) => {
        expectTypeOf(error).toEqualTypeOf<ErrorListFailure>();
        expectTypeOf(code).toEqualTypeOf<'forbidden' | 'a_code_of_tomorrow'>();
        return EMPTY;
      }),
    );
  });

  it('should take a list of codes made elsewhere', () => {
    const codes: readonly ErrorCode[] = ['forbidden'];
    of(1).pipe(
      catchErrorCode(codes, (_, code) => {
        expectTypeOf(code).toEqualTypeOf<ErrorCode>();
        return EMPTY;
      }),
    );
  });

  it("should emit the source's values and those of the handler's stream", () => {
    const nothing = of(1).pipe(catchErrorCode('forbidden', () => EMPTY));
    expectTypeOf(nothing).toEqualTypeOf<Observable<number>>();
    const text = of(1).pipe(catchErrorCode('forbidden', () => of('instead')));
    expectTypeOf(text).toEqualTypeOf<Observable<number | string>>();
    const later = of(1).pipe(catchErrorCode('forbidden', () => Promise.resolve(true)));
    expectTypeOf(later).toEqualTypeOf<Observable<number | boolean>>();
    const several = of(1).pipe(catchErrorCode('forbidden', () => ['instead']));
    expectTypeOf(several).toEqualTypeOf<Observable<number | string>>();
  });
});

describe('retryOnRateLimit', () => {
  it('should keep the type of the values', () => {
    const source = of({ id: '1' });
    expectTypeOf(source.pipe(retryOnRateLimit())).toEqualTypeOf(source);
    expectTypeOf(source.pipe(retryOnRateLimit({ count: 3 }))).toEqualTypeOf(source);
  });
});

describe('takeUntilAborted', () => {
  it('should keep the type of the values', () => {
    const source = of({ id: '1' });
    const { signal } = new AbortController();
    expectTypeOf(source.pipe(takeUntilAborted(signal))).toEqualTypeOf(source);
    expectTypeOf(source.pipe(takeUntilAborted(undefined))).toEqualTypeOf(source);
  });
});
