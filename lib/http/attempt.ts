import { Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { NetworkError } from '../errors/network-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { NO_ADVICE, readAdvice } from '../rate/advice.ts';
import { parseHttpDate } from '../rate/headers.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { Client } from './client.ts';
import { exchange, type HttpRequest } from './exchange.ts';
import type { JsonObject } from './json.ts';
import { readSuccess } from './read-success.ts';
import { redactError, redactor } from './redact.ts';
import { authorize, readToken } from './token.ts';

/** A successful response. */
export interface ApiResponse<Value> {
  readonly value: Value;
  /** The `X-Request-Id` header; `null` without one. */
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  /** The server's time when it answered, in milliseconds since 1970; `null` when not told. */
  readonly date: number | null;
}

/** What is known of a request so far. */
export interface ApiProgress<Value, Found> {
  readonly context: RequestContext;
  /** What the scanner has found in the body; `undefined` before, and when the attempt has failed. */
  readonly found: Found | undefined;
  /** `null` until the whole response is there. */
  readonly response: ApiResponse<Value> | null;
}

/** How a response is read. */
export interface ResponseReader<Value, Found> {
  /** Makes a value of a successful body, or throws an error of the union. */
  readonly decode: (json: JsonObject, context: RequestContext) => Value;
  /** Makes a scanner for one body: it gets the body's pieces, and returns what it finds. */
  readonly scan?: (() => (chunk: string) => Found | undefined) | undefined;
}

/**
 * Sends a request once. The limiter hears of its end exactly once, whichever way it ends.
 * Unsubscribing aborts it.
 */
export function attempt<Value, Found>(
  httpRequest: HttpRequest,
  { decode, scan }: ResponseReader<Value, Found>,
  context: RequestContext,
  { fetch, token, timeout, rateLimiter, scheduler, reporter }: Client,
): Observable<ApiProgress<Value, Found>> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { method, url } = httpRequest;
    const subject = { request: { method, url }, attempt: context.attempts };
    const sent = { context, found: undefined, response: null };
    let isReported = false;
    let isSettled = false;

    const report = (rateLimit: RateLimit | null): void => {
      if (!isReported) rateLimiter.update(rateLimit);
      isReported = true;
    };

    const send = async (): Promise<ApiResponse<Value>> => {
      const secret = typeof token === 'function' ? await readToken(token) : token;
      signal.throwIfAborted();
      const redact = redactor(secret);
      const started = scheduler.now();
      let advice = NO_ADVICE;
      reporter.emit({ kind: 'request', ...subject });
      // The observer of the event may have ended the stream.
      signal.throwIfAborted();
      const find = scan?.();
      const response = await exchange(authorize(httpRequest, secret), fetch, {
        signal,
        onHeaders(status, headers) {
          const now = scheduler.now();
          advice = readAdvice(status, headers, now);
          const { rateLimit, wait } = advice;
          // A 429 may ask for less than the time to the reset.
          if (status === 429) rateLimiter.pause(wait ?? 0);
          report(status === 429 ? null : rateLimit);
          reporter.emit({
            kind: 'response',
            ...subject,
            status,
            duration: now - started,
            rateLimit,
          });
        },
        onText:
          find &&
          ((chunk) => {
            const found = find(chunk);
            if (found !== undefined) subscriber.next({ context, found, response: null });
          }),
      }).catch((thrown: unknown) => {
        isSettled = true;
        throw new NetworkError(context, redactError(thrown, redact));
      });
      isSettled = !response.isTruncated;
      const value = decode(readSuccess(response, advice, context, redact), context);
      const requestId = response.headers.get('x-request-id');
      const date = parseHttpDate(response.headers.get('date'));
      return { value, requestId, rateLimit: advice.rateLimit, date };
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
    subscriber.add(
      scheduler.schedule(() => {
        fail(new TimeoutError(context, timeout));
      }, timeout),
    );
    subscriber.next(sent);
    send().then((response) => {
      subscriber.next({ context, found: undefined, response });
      subscriber.complete();
    }, fail);
  });
}
