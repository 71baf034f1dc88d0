import { describe, expect, it, jest } from '@jest/globals';
import { throwError } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import { retryOnRateLimit } from '../../lib/operators/retry-on-rate-limit.ts';
import { marbles } from '../helpers/marbles.ts';
import { refusal } from '../helpers/refusal.ts';
import { inTurn } from './in-turn.ts';
import { rateLimited } from './rate-limited.ts';

describe('retryOnRateLimit', () => {
  it('should mirror a source that does not fail', () => {
    marbles(({ cold, scheduler, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      expectObservable(source.pipe(retryOnRateLimit({ scheduler }))).toBe('-a-b-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
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
