import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';

/** Lists spans, a line each, those of requests below that of their walk. */
export function showSpans(spans: readonly ReadableSpan[]): string {
  const begun = [...spans].sort((a, b) => millis(a.startTime) - millis(b.startTime));
  const walks = begun.filter(({ parentSpanContext }) => parentSpanContext === undefined);
  return walks.flatMap((walk) => [line(walk), ...below(walk, begun).map(line)]).join('\n');
}

function below(walk: ReadableSpan, spans: readonly ReadableSpan[]): readonly ReadableSpan[] {
  const { spanId } = walk.spanContext();
  return spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === spanId);
}

function line({
  name,
  duration,
  status,
  attributes,
  events,
  parentSpanContext,
}: ReadableSpan): string {
  const code = attributes['http.response.status_code'] ?? '';
  const outcome = status.code === SpanStatusCode.ERROR ? 'failed' : 'ok';
  const told = events.map((event) => event.name).join(', ');
  const time = `${Math.round(millis(duration))} ms`.padStart(8);
  const indent = parentSpanContext === undefined ? '' : '  ';
  return `${(indent + name).padEnd(14)} ${time}  ${outcome.padEnd(6)} ${String(code)} ${told}`.trimEnd();
}

function millis([seconds, nanos]: readonly [number, number]): number {
  return seconds * 1e3 + nanos / 1e6;
}
