import { concatMap, defer, ignoreElements, Observable, of, repeat, take } from 'rxjs';
import { throwError, timer } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { dateAfter } from '../rate/advice.ts';
import { POLL_INTERVAL } from '../rate/budget.ts';
import type { RateLimiter } from '../rate/rate-limiter.ts';
import type { Client } from './client.ts';

/** What the limiter answered: 0 for a grant, else the milliseconds to wait before asking again. */
type Answer = number | PromiseLike<number>;

const ALLOWED = 'a RateLimiter whose reserve() answers with milliseconds';

/**
 * Asks the limiter once.
 *
 * @throws {@link InvalidOptionsError}, or rejects with it, when the limiter fails
 */
export function reserve(rateLimiter: RateLimiter): Answer {
  const fail = (cause: unknown): never => {
    throw new InvalidOptionsError('rateLimiter', 'one that failed', ALLOWED, { cause });
  };
  let answer: Answer;
  try {
    answer = rateLimiter.reserve();
    if (typeof answer !== 'number') return answer.then(toWait, fail);
  } catch (cause) {
    return fail(cause);
  }
  return toWait(answer);
}

/**
 * Emits once when the rate limiter grants a request. Fails with {@link RateLimitError} if the wait
 * exceeds both `maxWait` and the limiter's polling interval.
 *
 * @param first - what the limiter has answered already
 */
export function waitForRateLimit(
  first: Answer,
  context: RequestContext,
  { rateLimiter, retry, scheduler, reporter }: Client,
): Observable<unknown> {
  let isFirst = true;
  const answer$ = defer(() => {
    const answer = isFirst ? first : reserve(rateLimiter);
    isFirst = false;
    return settle(answer, rateLimiter);
  });
  return answer$.pipe(
    concatMap((wait) => {
      if (wait === 0) return of(wait);
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

/** A grant that comes after unsubscribing is reported as unused. */
function settle(answer: Answer, rateLimiter: RateLimiter): Observable<number> {
  if (typeof answer === 'number') return of(answer);
  return new Observable((subscriber) => {
    answer.then(
      (wait) => {
        if (subscriber.closed && wait === 0) rateLimiter.update(null);
        subscriber.next(wait);
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
}

function toWait(answer: unknown): number {
  if (typeof answer !== 'number' || Number.isNaN(answer)) {
    throw new InvalidOptionsError('rateLimiter', 'one that answers otherwise', ALLOWED);
  }
  return Math.max(0, answer);
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
