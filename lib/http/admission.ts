import { concatMap, Observable, of, throwError, timer } from 'rxjs';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { dateAfter } from '../rate/retry-after.ts';
import type { Client, Where } from './client.ts';

/**
 * Emits once when the rate limiter lets the next request go. A wait longer than `maxWait` is a
 * {@link RateLimitError} at once.
 */
export function admission(client: Client, where: Where): Observable<unknown> {
  const { retry, scheduler } = client;
  return reservation(client, where).pipe(
    concatMap((wait) => {
      if (wait <= 0) return of(wait);
      if (wait > retry.maxWait) {
        const retryAt = dateAfter(wait, scheduler.now());
        return throwError(() => RateLimitError.held(where(), retryAt));
      }
      return timer(wait, scheduler).pipe(concatMap(() => admission(client, where)));
    }),
  );
}

/** One question to the limiter; leave that comes after unsubscribing is reported as unused. */
function reservation({ rateLimiter }: Client, where: Where): Observable<number> {
  return new Observable((subscriber) => {
    const refuse = (got: string, cause?: unknown): void => {
      const { startingAfter } = where();
      const allowed = 'a RateLimiter whose reserve() answers with milliseconds';
      const options = { cause, startingAfter };
      subscriber.error(new InvalidOptionsError('rateLimiter', got, allowed, options));
    };
    const fail = (cause: unknown): void => {
      refuse('one that failed', cause);
    };
    const answer = (wait: number): void => {
      if (subscriber.closed && wait <= 0) rateLimiter.update(null);
      if (typeof wait !== 'number' || Number.isNaN(wait)) {
        refuse('one that answers otherwise');
        return;
      }
      subscriber.next(wait);
      subscriber.complete();
    };
    try {
      const wait = rateLimiter.reserve();
      if (typeof wait === 'number') answer(wait);
      else wait.then(answer, fail);
    } catch (cause) {
      fail(cause);
    }
  });
}
