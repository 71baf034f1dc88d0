import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { isIntercomError, type RequestSummary, type StreamEvent } from 'rx-intercom';
import { defer, finalize, tap, type Observable } from 'rxjs';

/** What `events` of the options takes. */
export interface EventObserver {
  next(event: StreamEvent): void;
}

/**
 * One span for a walk, and in it one for each request, from sending it to its headers. Retries and
 * waits are events of the walk's span.
 *
 * The walk's own end is not an event: it may complete, fail or be unsubscribed, and each of them
 * ends the spans that are still open.
 *
 * @param walk - gets the observer to pass as `events`
 */
export function traceWalk<T>(
  tracer: Tracer,
  name: string,
  walk: (events: EventObserver) => Observable<T>,
): Observable<T> {
  return defer(() => {
    const parent = tracer.startSpan(name);
    const inParent = trace.setSpan(context.active(), parent);
    const requests = new Map<string, Span>();
    const next = (event: StreamEvent): void => {
      switch (event.kind) {
        case 'request': {
          const { request, attempt } = event;
          const attributes = {
            'http.request.method': request.method,
            'url.full': request.url,
            'http.request.resend_count': attempt - 1,
          };
          const span = tracer.startSpan(
            request.method,
            { kind: SpanKind.CLIENT, attributes },
            inParent,
          );
          requests.set(keyOf(request, attempt), span);
          break;
        }
        case 'response': {
          const { request, attempt, status, duration, rateLimit } = event;
          const span = take(requests, keyOf(request, attempt));
          span?.setAttributes({
            'http.response.status_code': status,
            'intercom.duration_ms': duration,
            ...(rateLimit?.remaining == null
              ? {}
              : { 'intercom.rate_limit.remaining': rateLimit.remaining }),
          });
          if (status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
          span?.end();
          break;
        }
        case 'retry': {
          const { error, count, delay } = event;
          parent.addEvent('retry', { reason: String(error), count, delay_ms: delay });
          // No response came: the request is still open.
          if (!isIntercomError(error) || error.request === null) break;
          fail(take(requests, keyOf(error.request, error.attempts)), error);
          break;
        }
        case 'wait':
          parent.addEvent('wait for the rate limit', {
            duration_ms: event.duration,
            waiting: event.waiting,
          });
          break;
        case 'limiter-pause':
          parent.addEvent('pause after a 429', {
            duration_ms: event.duration,
            reason: event.reason,
          });
          break;
        case 'limiter-failure':
          parent.addEvent('the rate limiter failed', { method: event.method });
          break;
        case 'pass':
          parent.addEvent('pass', { number: event.number });
          break;
        case 'complete': {
          const { conversations, pages, requests, retries } = event.report;
          parent.setAttributes({
            'intercom.conversations': conversations,
            'intercom.pages': pages,
            'intercom.requests': requests,
            'intercom.retries': retries,
          });
          break;
        }
        case 'page':
      }
    };
    return walk({ next }).pipe(
      tap({
        error: (error: unknown) => {
          fail(parent, error, false);
        },
      }),
      finalize(() => {
        for (const span of requests.values()) span.end();
        parent.end();
      }),
    );
  });
}

function keyOf({ method, url }: RequestSummary, attempt: number): string {
  return `${method} ${url} ${attempt}`;
}

function take(spans: Map<string, Span>, key: string): Span | undefined {
  const span = spans.get(key);
  spans.delete(key);
  return span;
}

function fail(span: Span | undefined, error: unknown, isOver = true): void {
  span?.recordException(error instanceof Error ? error : String(error));
  span?.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
  if (isOver) span?.end();
}
