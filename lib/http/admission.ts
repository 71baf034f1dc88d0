import {
  concatMap,
  defer,
  ignoreElements,
  Observable,
  of,
  repeat,
  take,
  throwError,
  timer,
} from 'rxjs';
import type { ErrorContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { dateAfter } from '../rate/advice.ts';
import { ANSWER_POLL } from '../rate/rate-limiter.ts';
import type { Client, Where } from './client.ts';

/**
 * Emits once when the rate limiter lets the next request go. A wait longer than `maxWait`, and than the
 * limiter takes to look again, is a {@link RateLimitError} at once.
 */
export function admission(client: Client, where: Where): Observable<unknown> {
  const { retry, scheduler, notify } = client;
  return defer(() => reservation(client, where)).pipe(
    concatMap((wait) => {
      if (wait <= 0) return of(wait);
      if (wait > Math.max(retry.maxWait, ANSWER_POLL)) {
        const retryAt = dateAfter(wait, scheduler.now());
        return throwError(() => limitReached(where(), retryAt));
      }
      notify({ kind: 'wait', duration: wait });
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
function limitReached(context: ErrorContext, retryAt: Date): RateLimitError {
  const message = `nothing left before ${retryAt.toISOString()}, later than maxWait allows`;
  return new RateLimitError(context, {
    status: 429,
    requestId: null,
    rateLimit: null,
    retryAt,
    errors: [{ code: 'rate_limit_exceeded', message, field: null }],
  });
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
