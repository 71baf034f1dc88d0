import type { Subscriber, Subscription } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { dateAfter } from '../rate/advice.ts';
import { POLL_INTERVAL } from '../rate/rate-limit.ts';
import type { Client } from './client.ts';
import type { Place } from './waiting-line.ts';

const ALLOWED = 'a RateLimiter whose reserve() answers with milliseconds';

/**
 * Waits in the line of the rate limiter, and calls `go` when the request may go. When the subscription
 * ends, the request leaves the line. The subscriber gets a {@link RateLimitError} if the wait exceeds
 * both `maxWait` and the limiter's polling interval, and an {@link InvalidOptionsError} if the limiter
 * throws, or answers with something else than milliseconds.
 *
 * @param context - returns the request for the error
 */
export function waitForRateLimit(
  subscriber: Pick<Subscriber<never>, 'add' | 'closed' | 'error'>,
  context: () => RequestContext,
  { rateLimiter, retry, scheduler, reporter }: Client,
  go: () => void,
): void {
  const { line } = rateLimiter;
  let timer: Subscription | undefined;

  const askAfter = (delay: number): void => {
    timer?.unsubscribe();
    // The observer of an event may have ended the stream.
    if (!subscriber.closed) timer = scheduler.schedule(ask, delay);
  };
  const refuse = (got: string, options?: ErrorOptions): void => {
    subscriber.error(new InvalidOptionsError('rateLimiter', got, ALLOWED, options));
  };
  const place: Place = {
    go() {
      timer?.unsubscribe();
      try {
        go();
      } catch (error) {
        subscriber.error(error);
      }
    },
    wait(duration) {
      // The observer of an event of another stream may have ended this one.
      if (subscriber.closed) return;
      if (typeof duration !== 'number' || Number.isNaN(duration)) {
        refuse('one that answers otherwise');
      } else if (duration > Math.max(retry.maxWait, POLL_INTERVAL)) {
        subscriber.error(limitReached(context(), dateAfter(duration, scheduler.now())));
      } else {
        reporter.emit({ kind: 'wait', duration, waiting: line.size() });
        askAfter(duration);
      }
    },
    retry(error, duration) {
      if (subscriber.closed) return;
      rateLimiter.tell('reserve', error, duration);
      askAfter(duration);
    },
    fail(cause) {
      refuse('one that failed', { cause });
    },
  };
  const ask = (): void => {
    const failure = rateLimiter.failure();
    if (failure === null) line.ask(place);
    else place.fail(failure.cause);
  };

  subscriber.add(() => {
    timer?.unsubscribe();
    line.leave(place);
  });
  ask();
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
