import type { Subscriber } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { NO_ADVICE, readAdvice } from '../rate/advice.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { ApiProgress, ApiResponse, ResponseReader } from './api-request.ts';
import type { Client } from './client.ts';
import { exchange, type HttpRequest } from './exchange.ts';
import { toNetworkFailure } from './network-failure.ts';
import { throwIfAborted } from './platform.ts';
import { readSuccess } from './read-success.ts';
import { authorize, readToken } from './token.ts';

/** Milliseconds that the body of a refusal may take: its status and headers say enough. */
const MAX_REFUSAL_TIME = 2_000;

/**
 * Sends a request once, for a subscriber: when its subscription ends, the request is aborted. The
 * limiter hears of the end of the request exactly once, whichever way it ends.
 */
export function attempt<Value, Found>(
  subscriber: Subscriber<ApiProgress<Value, Found>>,
  httpRequest: HttpRequest,
  { decode, scan }: ResponseReader<Value, Found>,
  context: RequestContext,
  client: Client,
): void {
  const { fetch, token, timeout, maxBodySize, retry, rateLimiter, reporter } = client;
  const { scheduler, monotonic, secrets } = client;
  const { redact } = secrets;
  const controller = new AbortController();
  const { signal } = controller;
  const { method, url } = httpRequest;
  const subject = { request: { method, url }, attempt: context.attempts };
  const sent = { context, found: undefined, response: null };
  let isReported = false;
  let isSettled = false;

  const startTimer = (action: () => void, delay: number): void => {
    subscriber.add(scheduler.schedule(action, delay));
  };

  /** What the end of `timeout` means. */
  let expire = (): void => {
    fail(new TimeoutError(context, timeout));
  };

  const report = (rateLimit: RateLimit | null): void => {
    if (!isReported) rateLimiter.update(rateLimit);
    isReported = true;
  };

  const send = async (): Promise<ApiResponse<Value>> => {
    const secret = typeof token === 'function' ? await readToken(token) : token;
    throwIfAborted(signal);
    secrets.add(secret);
    const started = monotonic.now();
    let duration = 0;
    let advice = NO_ADVICE;
    reporter.emit({ kind: 'request', ...subject });
    // The observer of the event may have ended the stream.
    throwIfAborted(signal);
    const find = scan?.();
    const response = await exchange(authorize(httpRequest, secret), fetch, {
      signal,
      maxBodySize,
      onHeaders(status, headers) {
        advice = readAdvice(status, headers, scheduler.now());
        duration = monotonic.now() - started;
        const { rateLimit, wait } = advice;
        // A 429 may ask for less than the time to the reset.
        if (status === 429) rateLimiter.pause(wait ?? 0);
        report(status === 429 ? null : rateLimit);
        reporter.emit({ kind: 'response', ...subject, status, duration, rateLimit });
        if (status === 429 && wait !== null) {
          reporter.emit({ kind: 'limiter-pause', duration: wait, reason: 'server' });
        }
      },
      whenRefusalIsLate: (isFollowed) =>
        new Promise((resolve) => {
          // Some `fetch` ignore their signal: nobody waits for this refusal any more.
          if (signal.aborted) resolve();
          else startTimer(resolve, MAX_REFUSAL_TIME);
          // From here on, the status says enough.
          if (!isFollowed) expire = resolve;
        }),
      onText:
        find &&
        ((chunk) => {
          const found = find(chunk);
          if (found !== undefined) subscriber.next({ context, found, response: null });
        }),
    }).catch((thrown: unknown) => {
      throw toNetworkFailure(thrown, context, redact, maxBodySize);
    });
    isSettled = !response.isTruncated;
    const json = readSuccess(response, advice, context, redact, retry.maxWait);
    const { rateLimit, date } = advice;
    return {
      value: decode(json, context),
      requestId: redact(response.headers.get('x-request-id') ?? '') || null,
      rateLimit,
      date,
      duration,
    };
  };

  /** What the scanner has found in a failed attempt is void. */
  const fail = (error: unknown): void => {
    subscriber.next(sent);
    subscriber.error(error);
  };

  subscriber.add(() => {
    if (!isSettled) controller.abort();
    report(null);
  });
  startTimer(() => {
    expire();
  }, timeout);
  subscriber.next(sent);
  if (subscriber.closed) return;
  send().then((response) => {
    subscriber.next({ context, found: undefined, response });
    subscriber.complete();
  }, fail);
}
