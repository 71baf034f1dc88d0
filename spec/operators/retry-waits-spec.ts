import { describe, expect, it, jest } from '@jest/globals';
import { asyncScheduler, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { retryOnRateLimit } from '../../lib/operators/retry-on-rate-limit.ts';
import { marbles } from '../helpers/marbles.ts';
import { inTurn } from './in-turn.ts';
import { rateLimited } from './rate-limited.ts';

describe('the waits of retryOnRateLimit', () => {
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
});
