import { concatMap, Observable, of, throwError, timer } from 'rxjs';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { Client, Where } from './client.ts';

/**
 * Emits once when the rate limiter lets the next request go. A wait longer than `maxWait` is a
 * {@link RateLimitError} at once.
 */
export function admission(client: Client, where: Where): Observable<unknown> {
  const { retry, scheduler } = client;
  return reservation(client).pipe(
    concatMap((wait) => {
      if (wait <= 0) return of(wait);
      if (wait > retry.maxWait) {
        const retryAt = new Date(scheduler.now() + wait);
        return throwError(() => RateLimitError.held(where(), retryAt));
      }
      return timer(wait, scheduler).pipe(concatMap(() => admission(client, where)));
    }),
  );
}

/** One question to the limiter; leave that comes after unsubscribing is given back. */
function reservation({ rateLimiter }: Client): Observable<number> {
  return new Observable((subscriber) => {
    const answer = (wait: number): void => {
      if (subscriber.closed && wait <= 0) rateLimiter.update(null);
      subscriber.next(wait);
      subscriber.complete();
    };
    const fail = (cause: unknown): void => {
      const allowed = 'a RateLimiter whose reserve() answers with milliseconds';
      subscriber.error(
        new InvalidOptionsError('rateLimiter', 'one that failed', allowed, { cause }),
      );
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
