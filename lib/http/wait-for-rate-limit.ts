import { concatMap, defer, ignoreElements, Observable, of, repeat, take, throwError } from 'rxjs';
import { timer } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { dateAfter } from '../rate/advice.ts';
import { POLL_INTERVAL } from '../rate/rate-limiter.ts';
import type { Client } from './client.ts';

/**
 * Emits once when the rate limiter grants a request. Fails with {@link RateLimitError} if the wait
 * exceeds both `maxWait` and the limiter's polling interval.
 */
export function waitForRateLimit(client: Client, context: RequestContext): Observable<unknown> {
  const { retry, scheduler, reporter } = client;
  return defer(() => reserve(client)).pipe(
    concatMap((wait) => {
      if (wait <= 0) return of(wait);
      if (wait > Math.max(retry.maxWait, POLL_INTERVAL)) {
        const retryAt = dateAfter(wait, scheduler.now());
        return throwError(() => limitReached(context, retryAt));
      }
      reporter.emit({ kind: 'wait', duration: wait });
      return timer(wait, scheduler).pipe(ignoreElements());
    }),
    repeat(),
    take(1),
  );
}

/**
 * The limiter's own refusal, before any request: it looks like the 429 that was spared, so that
 * programs handle one case.
 */
function limitReached(context: RequestContext, retryAt: Date): RateLimitError {
  const message = `nothing left before ${retryAt.toISOString()}, later than maxWait allows`;
  return new RateLimitError(context, {
    status: 429,
    requestId: null,
    rateLimit: null,
    retryAt,
    errors: [{ code: 'rate_limit_exceeded', message, field: null }],
  });
}

/** Asks the limiter once. A grant that comes after unsubscribing is reported as unused. */
function reserve({ rateLimiter }: Client): Observable<number> {
  return new Observable((subscriber) => {
    const refuse = (got: string, cause?: unknown): void => {
      const allowed = 'a RateLimiter whose reserve() answers with milliseconds';
      subscriber.error(new InvalidOptionsError('rateLimiter', got, allowed, { cause }));
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
