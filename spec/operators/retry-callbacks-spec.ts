import { describe, expect, it, jest } from '@jest/globals';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { retryOnRateLimit, type Retry } from '../../lib/operators/retry-on-rate-limit.ts';
import { marbles } from '../helpers/marbles.ts';
import { refusal } from '../helpers/refusal.ts';
import { inTurn } from './in-turn.ts';
import { rateLimited } from './rate-limited.ts';

describe('what retryOnRateLimit repeats', () => {
  const unavailable = { ...refusal(503), retryAt: new Date(5) };
  it.each([
    ['status 503', new ErrorListError(NO_REQUEST, unavailable, 'error-list')],
    ['a network failure', new NetworkError(NO_REQUEST, new Error('ECONNRESET'))],
    ['an error of somebody else', Object.assign(new Error('not ours'), { status: 429 })],
    ['a value that is no error', 'a string'],
    ['nothing at all', undefined],
  ])('should pass on %s without a retry', (_name, error) => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', undefined, error);
      expectObservable(source.pipe(retryOnRateLimit({ scheduler }))).toBe('-a-#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('should leave to `when` what is repeated', () => {
    const asked: unknown[] = [];
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const flaky = new Error('flaky');
      const broken = new Error('broken');
      const first = cold('#', undefined, flaky);
      const second = cold('-#', undefined, broken);
      const when = (error: unknown): boolean => {
        asked.push(error);
        return error === flaky;
      };
      const result = inTurn(first, second).pipe(
        retryOnRateLimit({ scheduler, when, jitter: 0, initialDelay: 10 }),
      );
      expectObservable(result).toBe('10ms -#', undefined, broken);
      expectSubscriptions(first.subscriptions).toBe('(^!)');
      expectSubscriptions(second.subscriptions).toBe('10ms ^!');
    });
    expect(asked).toEqual([new Error('flaky'), new Error('broken')]);
  });

  it('should honour the time of any failure that `when` accepts', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const first = cold('#', undefined, new ErrorListError(NO_REQUEST, unavailable, 'error-list'));
      const result = inTurn(first, cold('(a|)')).pipe(
        retryOnRateLimit({ scheduler, when: () => true, random: () => 0 }),
      );
      expectObservable(result).toBe('5ms (a|)');
    });
  });

  it('should pass on at once what `when` refuses, however long it may wait', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const error = rateLimited(new Date(3_600_000));
      const source = cold('-#', undefined, error);
      const result = source.pipe(
        retryOnRateLimit({ scheduler, maxWait: Infinity, when: () => false }),
      );
      expectObservable(result).toBe('-#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^!');
    });
  });

  it('should tell onRetry of the error, the count and the wait before each wait', () => {
    const told: (Retry & { readonly at: number })[] = [];
    const first = rateLimited(new Date(300), 'first');
    const second = rateLimited(null, 'second');
    const third = rateLimited(null, 'third');
    marbles(({ cold, scheduler, expectObservable }) => {
      const attempts = [first, second, third].map((error) => cold('#', undefined, error));
      const result = inTurn(...attempts).pipe(
        retryOnRateLimit({
          scheduler,
          count: 2,
          random: () => 0.5,
          onRetry: (retry) => told.push({ ...retry, at: scheduler.now() }),
        }),
      );
      expectObservable(result).toBe('1800ms #', undefined, third);
    });
    expect(told).toEqual([
      { error: first, count: 1, delay: 800, at: 0 },
      { error: second, count: 2, delay: 1000, at: 800 },
    ]);
    expect(told[0]?.error).toBe(first);
    expect(told[1]?.error).toBe(second);
  });

  it('should not tell onRetry of failures it passes on', () => {
    const onRetry = jest.fn();
    marbles(({ cold, scheduler, expectObservable }) => {
      const tooLong = cold('#', undefined, rateLimited(new Date(2000)));
      const foreign = cold('#', undefined, new Error('not ours'));
      const operator = retryOnRateLimit<string>({ scheduler, maxWait: 1000, onRetry });
      expectObservable(tooLong.pipe(operator)).toBe('#', undefined, rateLimited(null));
      expectObservable(foreign.pipe(operator)).toBe('#', undefined, new Error('not ours'));
    });
    expect(onRetry).not.toHaveBeenCalled();
  });
});
