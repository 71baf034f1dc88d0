import { defer, Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { isTransient, isUnadvised } from '../errors/is-transient.ts';
import { retryFailures } from '../operators/retry-on-rate-limit.ts';
import type { ApiProgress, ApiRequest } from './api-request.ts';
import { attempt } from './attempt.ts';
import type { Client } from './client.ts';
import { waitForRateLimit } from './wait-for-rate-limit.ts';

/**
 * Sends a request until it succeeds or must fail: each attempt waits for the rate limiter, takes
 * the token afresh and has the whole `timeout` for itself.
 *
 * @returns cold, and may be subscribed to again: emits before each attempt, when the scanner finds
 * something, and with the response; errors: those of the union
 */
export function send<Value, Found = never>(
  { request, shrink, decode, scan }: ApiRequest<Value, Found>,
  client: Client,
): Observable<ApiProgress<Value, Found>> {
  const { rateLimiter, scheduler, random, reporter } = client;
  const { count } = client.retry;
  const bounds = { ...client.retry, count: Infinity };
  return defer(() => {
    let attempts = 0;
    let retries = 0;

    const isRetried = (error: unknown): boolean => {
      if (count === 0) return false;
      if (shrink?.(error) === true) return true;
      retries += 1;
      return isTransient(error) && retries <= count;
    };

    const attempt$ = new Observable<ApiProgress<Value, Found>>((subscriber) => {
      if (subscriber.closed) return;
      const httpRequest = request();
      const { method, url } = httpRequest;
      const context = (): RequestContext => ({ request: { method, url }, attempts });
      const before = attempts;
      waitForRateLimit(subscriber, context, client, () => {
        attempts += 1;
        attempt(subscriber, httpRequest, { decode, scan }, context(), client);
      });
      // The request has to wait.
      if (attempts === before)
        subscriber.next({ context: context(), found: undefined, response: null });
    });

    return attempt$.pipe(
      retryFailures(bounds, {
        when: isRetried,
        onRetry: (repeat) => {
          if (isUnadvised(repeat.error)) {
            rateLimiter.pause(repeat.delay);
            reporter.emit({ kind: 'limiter-pause', duration: repeat.delay, reason: 'backoff' });
          }
          reporter.emit({ kind: 'retry', ...repeat });
        },
        scheduler,
        random,
      }),
    );
  });
}
