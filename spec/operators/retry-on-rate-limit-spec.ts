import { describe, expect, it, jest } from '@jest/globals';
import { asyncScheduler, defer, throwError, type Observable } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { retryOnRateLimit, type Retry } from '../../lib/operators/retry-on-rate-limit.ts';
import { marbles } from '../helpers/marbles.ts';

/** A 429; the messages tell several of them apart. */
function rateLimited(retryAt: Date | null, message = 'too fast'): RateLimitError {
  return new RateLimitError(NO_REQUEST, {
    status: 429,
    requestId: null,
    rateLimit: null,
    retryAt,
    errors: [{ code: 'rate_limit_exceeded', message, field: null }],
  });
}

/** Subscribes to the first source first, then to the second, and so on. */
function inTurn<T>(...sources: readonly Observable<T>[]): Observable<T> {
  const queue = [...sources];
  return defer(() => queue.shift() ?? throwError(() => new Error('subscribed once too often')));
}

describe('retryOnRateLimit', () => {
  it('should mirror a source that does not fail', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(retryOnRateLimit({ scheduler }))).toBe('-a-b-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('should wait until the time the server named and subscribe again exactly then', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const first = cold<string>('--#', undefined, rateLimited(new Date(500)));
      const second = cold('-a-|');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ scheduler, random: () => 0 }));
      expectObservable(result).toBe('500ms -a-|');
      expectSubscriptions(first.subscriptions).toBe('^-!');
      expectSubscriptions(second.subscriptions).toBe('500ms ^--!');
    });
  });

  it.each([
    { random: 0, jitter: 1, delay: 500 },
    { random: 0.5, jitter: 1, delay: 1000 },
    { random: 0.999, jitter: 1, delay: 1499 },
    { random: 0.999, jitter: 0, delay: 500 },
    { random: 0.5, jitter: 0.5, delay: 750 },
  ])(
    "should only ever lengthen the server's wait: $delay ms at random $random, jitter $jitter",
    ({ random, jitter, delay }) => {
      marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
        const first = cold<string>('#', undefined, rateLimited(new Date(500)));
        const second = cold('(a|)');
        const result = inTurn(first, second).pipe(
          retryOnRateLimit({ scheduler, jitter, random: () => random }),
        );
        expectObservable(result).toBe(`${delay}ms (a|)`);
        expectSubscriptions(second.subscriptions).toBe(`${delay}ms (^!)`);
      });
    },
  );

  it('should keep to asyncScheduler without a scheduler of its own', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const retryAt = new Date(asyncScheduler.now() + 500);
      const first = cold<string>('-#', undefined, rateLimited(retryAt));
      const second = cold('(a|)');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ random: () => 0 }));
      expectObservable(result).toBe('500ms (a|)');
      expectSubscriptions(second.subscriptions).toBe('500ms (^!)');
    });
  });

  it('should take its jitter from Math.random without a random source of its own', () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.25);
    try {
      marbles(({ cold, scheduler, expectObservable }) => {
        const first = cold<string>('#', undefined, rateLimited(null));
        const result = inTurn(first, cold('(a|)')).pipe(retryOnRateLimit({ scheduler }));
        expectObservable(result).toBe('250ms (a|)');
      });
    } finally {
      random.mockRestore();
    }
  });

  it('should back off from 1 s doubling to 30 s where the server named no time', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold<string>('#', undefined, rateLimited(null));
      const config = { scheduler, count: 7, jitter: 0 };
      expectObservable(source.pipe(retryOnRateLimit(config))).toBe(
        `${1 + 2 + 4 + 8 + 16 + 30 + 30}s #`,
        undefined,
        rateLimited(null),
      );
      expectSubscriptions(source.subscriptions).toBe([
        '(^!)',
        '1s (^!)',
        '3s (^!)',
        '7s (^!)',
        '15s (^!)',
        '31s (^!)',
        '61s (^!)',
        '91s (^!)',
      ]);
    });
  });

  it.each([
    { random: 0, delays: [0, 0, 0] },
    { random: 0.5, delays: [500, 1000, 2000] },
    { random: 0.999, delays: [999, 1998, 3996] },
  ])('should back off with full jitter: $delays ms at random $random', ({ random, delays }) => {
    const waited: number[] = [];
    marbles(({ cold, scheduler, expectObservable }) => {
      const error = rateLimited(null);
      const result = cold<string>('#', undefined, error).pipe(
        retryOnRateLimit({
          scheduler,
          count: delays.length,
          random: () => random,
          onRetry: ({ delay }) => waited.push(delay),
        }),
      );
      const total = delays.reduce((sum, delay) => sum + delay, 0);
      expectObservable(result).toBe(`${total}ms #`, undefined, error);
    });
    expect(waited).toEqual(delays);
  });

  it.each([
    { name: 'past', at: -5000 },
    { name: 'present', at: 0 },
    { name: 'invalid', at: NaN },
  ])('should back off where the time the server named is $name', ({ at }) => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const first = cold<string>('#', undefined, rateLimited(new Date(at)));
      const second = cold('(a|)');
      const result = inTurn(first, second).pipe(
        retryOnRateLimit({ scheduler, random: () => 0.5 }),
      );
      expectObservable(result).toBe('500ms (a|)');
      expectSubscriptions(second.subscriptions).toBe('500ms (^!)');
    });
  });

  it('should pass the error on at once when the server asks for more than maxWait', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const error = rateLimited(new Date(1003));
      const source = cold<string>('-a#', undefined, error);
      const result = source.pipe(retryOnRateLimit({ scheduler, maxWait: 1000 }));
      expectObservable(result).toBe('-a#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('should wait for exactly maxWait', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const first = cold<string>('--#', undefined, rateLimited(new Date(1002)));
      const result = inTurn(first, cold('(a|)')).pipe(
        retryOnRateLimit({ scheduler, maxWait: 1000, random: () => 0 }),
      );
      expectObservable(result).toBe('1002ms (a|)');
    });
  });

  it('should wait for at most five minutes by default', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const longest = cold<string>('#', undefined, rateLimited(new Date(300_000)));
      const waiting = inTurn(longest, cold('(a|)'));
      const tooLong = rateLimited(new Date(300_001));
      const refusing = cold<string>('#', undefined, tooLong);
      const operator = retryOnRateLimit<string>({ scheduler, random: () => 0 });
      expectObservable(waiting.pipe(operator)).toBe('5m (a|)');
      expectObservable(refusing.pipe(operator)).toBe('#', undefined, tooLong);
    });
  });

  it('should fail with the very error of the last attempt when the retries are used up', () => {
    const errors = [1, 2, 3].map((attempt) => rateLimited(null, `attempt ${attempt}`));
    const failures: unknown[] = [];
    const complete = jest.fn();
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const attempts = errors.map((error) => cold<string>('-#', undefined, error));
      const result = inTurn(...attempts).pipe(
        retryOnRateLimit({ scheduler, count: 2, jitter: 0, initialDelay: 10 }),
      );
      expectObservable(result).toBe('-10ms-20ms-#', undefined, errors[2]);
      expectSubscriptions(attempts.flatMap((attempt) => attempt.subscriptions)).toBe([]);
      inTurn(...attempts)
        .pipe(retryOnRateLimit({ scheduler, count: 2, jitter: 0, initialDelay: 10 }))
        .subscribe({ error: (error: unknown) => failures.push(error), complete });
    });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toBe(errors[2]);
    expect(complete).not.toHaveBeenCalled();
  });
});
