import { describe, expect, it, jest } from '@jest/globals';
import { asyncScheduler, defer, of, throwError, VirtualTimeScheduler, type Observable } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { ErrorListError } from '../../lib/errors/error-list-error.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { RateLimitError } from '../../lib/errors/rate-limit-error.ts';
import { retryOnRateLimit, type Retry } from '../../lib/operators/retry-on-rate-limit.ts';
import { marbles } from '../helpers/marbles.ts';
import { refusal } from '../helpers/refusal.ts';

/** A 429; the messages tell several of them apart. */
function rateLimited(retryAt: Date | null, message = 'too fast'): RateLimitError {
  const errors = [{ code: 'rate_limit_exceeded', message, field: null }];
  return new RateLimitError(NO_REQUEST, { ...refusal(429), retryAt, errors });
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
      const first = cold('--#', undefined, rateLimited(new Date(500)));
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
        const first = cold('#', undefined, rateLimited(new Date(500)));
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
      const first = cold('-#', undefined, rateLimited(retryAt));
      const second = cold('(a|)');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ random: () => 0 }));
      expectObservable(result).toBe('500ms (a|)');
      expectSubscriptions(second.subscriptions).toBe('500ms (^!)');
    });
  });

  it('should keep to the clock and the timer of its scheduler', () => {
    const scheduler = new VirtualTimeScheduler();
    const first = throwError(() => rateLimited(new Date(500)));
    const times: number[] = [];
    inTurn(first, of('a'))
      .pipe(retryOnRateLimit({ scheduler, random: () => 0 }))
      .subscribe(() => times.push(scheduler.now()));
    scheduler.flush();
    expect(times).toEqual([500]);
  });

  it('should take its jitter from Math.random without a random source of its own', () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.25);
    try {
      marbles(({ cold, scheduler, expectObservable }) => {
        const first = cold('#', undefined, rateLimited(null));
        const result = inTurn(first, cold('(a|)')).pipe(retryOnRateLimit({ scheduler }));
        expectObservable(result).toBe('250ms (a|)');
      });
    } finally {
      random.mockRestore();
    }
  });

  it('should back off from 1 s doubling to 30 s where the server named no time', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold('#', undefined, rateLimited(null));
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
      const result = cold('#', undefined, error).pipe(
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
      const first = cold('#', undefined, rateLimited(new Date(at)));
      const second = cold('(a|)');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ scheduler, random: () => 0.5 }));
      expectObservable(result).toBe('500ms (a|)');
      expectSubscriptions(second.subscriptions).toBe('500ms (^!)');
    });
  });

  it('should pass the error on at once when the server asks for more than maxWait', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const error = rateLimited(new Date(1003));
      const source = cold('-a#', undefined, error);
      const result = source.pipe(retryOnRateLimit({ scheduler, maxWait: 1000 }));
      expectObservable(result).toBe('-a#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('should wait for exactly maxWait', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const first = cold('--#', undefined, rateLimited(new Date(1002)));
      const result = inTurn(first, cold('(a|)')).pipe(
        retryOnRateLimit({ scheduler, maxWait: 1000, random: () => 0 }),
      );
      expectObservable(result).toBe('1002ms (a|)');
    });
  });

  it('should wait for at most five minutes by default', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const longest = cold('#', undefined, rateLimited(new Date(300_000)));
      const waiting = inTurn(longest, cold('(a|)'));
      const tooLong = rateLimited(new Date(300_001));
      const refusing = cold('#', undefined, tooLong);
      const operator = retryOnRateLimit<string>({ scheduler, random: () => 0 });
      expectObservable(waiting.pipe(operator)).toBe('5m (a|)');
      expectObservable(refusing.pipe(operator)).toBe('#', undefined, tooLong);
    });
  });

  it('should set no timer longer than 2^31 - 1 ms, which would fire at once', () => {
    const scheduler = new VirtualTimeScheduler();
    const schedule = jest.spyOn(scheduler, 'schedule');
    const first = throwError(() => rateLimited(new Date(2 ** 32)));
    inTurn(first, of('a'))
      .pipe(retryOnRateLimit({ scheduler, maxWait: Infinity }))
      .subscribe({ error: () => undefined });
    const delays = schedule.mock.calls.map(([, delay = 0]) => delay);
    expect(delays.filter((delay) => delay > 2 ** 31 - 1)).toEqual([]);
  });

  it('should fail with the error of the last attempt when the retries are used up', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const first = cold('-#', undefined, rateLimited(null, 'first'));
      const second = cold('-#', undefined, rateLimited(null, 'second'));
      const third = cold('-a#', undefined, rateLimited(null, 'third'));
      const result = inTurn(first, second, third).pipe(
        retryOnRateLimit({ scheduler, count: 2, jitter: 0, initialDelay: 10 }),
      );
      expectObservable(result).toBe('33ms a#', undefined, rateLimited(null, 'third'));
      expectSubscriptions(first.subscriptions).toBe('^!');
      expectSubscriptions(second.subscriptions).toBe('11ms ^!');
      expectSubscriptions(third.subscriptions).toBe('32ms ^-!');
    });
  });

  it('should hand on the very error it gives up with, not a copy', () => {
    const error = rateLimited(null);
    const onError = jest.fn();
    throwError(() => error)
      .pipe(retryOnRateLimit({ count: 0 }))
      .subscribe({ error: onError });
    expect(onError.mock.calls).toHaveLength(1);
    expect(onError.mock.calls[0]?.[0]).toBe(error);
  });

  it('should try 5 times again by default', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold('#', undefined, rateLimited(null));
      const result = source.pipe(retryOnRateLimit({ scheduler, random: () => 0 }));
      expectObservable(result).toBe('#', undefined, rateLimited(null));
      expectSubscriptions(source.subscriptions).toBe(Array.from({ length: 6 }, () => '(^!)'));
    });
  });

  it('should never subscribe again with count 0', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const error = rateLimited(new Date(5));
      const source = cold('-a-#', undefined, error);
      const result = source.pipe(retryOnRateLimit({ scheduler, count: 0 }));
      expectObservable(result).toBe('-a-#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('should count the retries of each subscription apart', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const error = rateLimited(null);
      const source = cold('#', undefined, error);
      const result = source.pipe(
        retryOnRateLimit({ scheduler, count: 1, initialDelay: 5, jitter: 0 }),
      );
      expectObservable(result).toBe('-----#', undefined, error);
      expectObservable(result, '--^').toBe('-------#', undefined, error);
      expectSubscriptions(source.subscriptions).toBe([
        '(^!)',
        '--(^!)',
        '-----(^!)',
        '-------(^!)',
      ]);
    });
  });

  it('should keep the values of every attempt', () => {
    marbles(({ cold, scheduler, expectObservable }) => {
      const first = cold('-a#', undefined, rateLimited(new Date(10)));
      const second = cold('-b-|');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ scheduler, random: () => 0 }));
      expectObservable(result).toBe('-a 9ms b-|');
    });
  });

  it('should subscribe again on status 429 without an error.list', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const details = { ...refusal(429), retryAt: new Date(50) };
      const first = cold('#', undefined, new HttpError(NO_REQUEST, details, ''));
      const second = cold('(a|)');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ scheduler, random: () => 0 }));
      expectObservable(result).toBe('50ms (a|)');
      expectSubscriptions(second.subscriptions).toBe('50ms (^!)');
    });
  });

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

  it('should end the attempt under way when unsubscribed', () => {
    marbles(({ cold, hot, scheduler, expectObservable, expectSubscriptions }) => {
      const first = cold('#', undefined, rateLimited(new Date(3)));
      const second = hot('--a---b---c');
      const result = inTurn<string>(first, second).pipe(
        retryOnRateLimit({ scheduler, random: () => 0 }),
      );
      expectObservable(result, '^------!').toBe('------b');
      expectSubscriptions(second.subscriptions).toBe('---^---!');
    });
  });

  it('should end the wait when unsubscribed', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const first = cold('-#', undefined, rateLimited(new Date(10)));
      const second = cold('a|');
      const result = inTurn(first, second).pipe(retryOnRateLimit({ scheduler, random: () => 0 }));
      expectObservable(result, '^----!').toBe('-');
      expectSubscriptions(first.subscriptions).toBe('^!');
      expectSubscriptions(second.subscriptions).toBe([]);
    });
  });

  it('should leave no timer behind when unsubscribed during the wait', () => {
    let now = (): number => NaN;
    marbles(({ cold, scheduler, expectObservable }) => {
      const first = cold('#', undefined, rateLimited(new Date(60_000)));
      expectObservable(first.pipe(retryOnRateLimit({ scheduler })), '^----!').toBe('-');
      now = () => scheduler.now();
    });
    // Virtual time goes on for as long as something is left to do.
    expect(now()).toBe(5);
  });
});
