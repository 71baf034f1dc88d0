import { catchError, concatMap, finalize, map, throwError, timeout, type Observable } from 'rxjs';
import type { ErrorContext } from '../errors/error-context.ts';
import { isTransient, isUnadvised } from '../errors/is-transient.ts';
import { NetworkError } from '../errors/network-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { retryOnRateLimit } from '../operators/retry-on-rate-limit.ts';
import { readAdvice, type Advice } from '../rate/advice.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import { admission } from './admission.ts';
import type { Client, Where } from './client.ts';
import { exchange, type ExchangeObserver, type HttpRequest } from './exchange.ts';
import { guardRandom } from './guard-random.ts';
import type { JsonObject } from './json.ts';
import { readSuccess } from './read-success.ts';
import { redactError, redactor } from './redact.ts';
import { authorize, readToken } from './token.ts';

/** What came of a request that succeeded. */
export interface Sent<Value> {
  readonly value: Value;
  /** The `X-Request-Id` header; `null` without one. */
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  readonly context: ErrorContext;
}

/** Makes a value of a successful body, or throws what is wrong with it. */
export type Decode<Value> = (json: JsonObject, context: ErrorContext) => Value;

/** One request of an endpoint, as often as it takes. */
export interface Task<Value> {
  /** Asked before each attempt, and where there has been none, for what it would have been. */
  readonly request: () => HttpRequest;
  readonly decode: Decode<Value>;
  /** The cursor this request stands for. */
  readonly startingAfter: string | undefined;
  /** Makes, for each attempt, what is told the pieces of its body as they arrive. */
  readonly scan?: (() => (chunk: string) => void) | undefined;
  /**
   * Told of each transient failure.
   *
   * @returns whether the next attempt will ask for less, and so is not counted as a retry
   */
  readonly lighten?: ((error: unknown) => boolean) | undefined;
}

/** A request under way, or about to be. */
export interface Sending<Value> {
  /** Emits once. To be subscribed to once. */
  readonly sent$: Observable<Sent<Value>>;
  readonly where: Where;
}

/**
 * Sends a request until it succeeds or must fail: each attempt waits for the rate limiter, takes
 * the token afresh and has the whole `timeout` for itself.
 *
 * @param task - what to send
 * @param client - how to send it
 */
export function send<Value>(task: Task<Value>, client: Client): Sending<Value> {
  const { startingAfter } = task;
  const { retry, rateLimiter, scheduler, notify } = client;
  let request: HttpRequest | undefined;
  let attempts = 0;
  let retries = 0;
  const where: Where = () => {
    const { method, url } = (request ??= task.request());
    return { request: { method, url }, attempts, startingAfter, checkpoint: null };
  };
  const isWorthRepeating = (error: unknown): boolean => {
    if (!isTransient(error) || retry.count === 0) return false;
    if (task.lighten?.(error) !== true) retries += 1;
    return retries <= retry.count;
  };
  const sent$ = admission(client, where).pipe(
    concatMap(() => {
      attempts += 1;
      request = task.request();
      return attempt(task, client, request, where());
    }),
    retryOnRateLimit({
      ...retry,
      count: Infinity,
      when: isWorthRepeating,
      onRetry: (repeat) => {
        if (isUnadvised(repeat.error)) rateLimiter.hold(repeat.delay);
        notify({ kind: 'retry', ...repeat });
      },
      scheduler,
      random: guardRandom(client.random, startingAfter),
    }),
  );
  return { sent$, where };
}

/** One try. The limiter hears of its end exactly once, whichever way it ends. */
function attempt<Value>(
  { decode, scan }: Task<Value>,
  client: Client,
  httpRequest: HttpRequest,
  context: ErrorContext,
): Observable<Sent<Value>> {
  const { fetch, rateLimiter, scheduler, notify } = client;
  const { method, url } = httpRequest;
  const subject = { request: { method, url }, attempt: context.attempts };
  let reported = false;
  const report = (rateLimit: RateLimit | null): void => {
    if (!reported) rateLimiter.update(rateLimit);
    reported = true;
  };
  return readToken(client.token, context.startingAfter).pipe(
    concatMap((secret) => {
      const redact = redactor(secret);
      const started = scheduler.now();
      notify({ kind: 'request', ...subject });
      let advice: Advice = { rateLimit: null, wait: null, retryAt: null };
      const observer: ExchangeObserver = {
        onHeaders: (status, headers) => {
          advice = readAdvice(status, headers, scheduler.now());
          // What a 429 asks for holds as long as it says, which may be less than to the reset.
          if (status === 429) rateLimiter.hold(advice.wait ?? 0);
          report(status === 429 ? null : advice.rateLimit);
          const duration = scheduler.now() - started;
          notify({ kind: 'response', ...subject, status, duration, rateLimit: advice.rateLimit });
        },
        onText: scan?.(),
      };
      return exchange(authorize(httpRequest, secret), fetch, observer).pipe(
        catchError((thrown: unknown) =>
          throwError(() => new NetworkError(context, redactError(thrown, redact))),
        ),
        map((response) => {
          const json = readSuccess(response, advice, context, redact);
          const requestId = response.headers.get('x-request-id');
          return { value: decode(json, context), requestId, rateLimit: advice.rateLimit, context };
        }),
      );
    }),
    timeout({
      first: client.timeout,
      scheduler,
      with: () => throwError(() => new TimeoutError(context, client.timeout)),
    }),
    finalize(() => {
      report(null);
    }),
  );
}
