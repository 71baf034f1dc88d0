import type { StreamEvent } from '../../lib/index.ts';

/** An event in a few words; the compiler holds it to all kinds. */
function brief(event: StreamEvent): string {
  switch (event.kind) {
    case 'request':
      return `request, attempt ${event.attempt}`;
    case 'response':
      return `response ${event.status} in ${event.duration}, attempt ${event.attempt}`;
    case 'retry':
      return `retry ${event.count} in ${event.delay}`;
    case 'wait':
      return `wait ${event.duration}`;
    case 'limiter-pause':
      return `pause ${event.duration}: ${event.reason}`;
    case 'limiter-failure':
      return `${event.method} failed: ${event.error.message}`;
    case 'page':
      return `page ${event.pass}/${event.number}: ${event.conversations}`;
    case 'pass':
      return `pass ${event.number}`;
    case 'complete':
      return `complete: ${event.report.conversations}`;
    default:
      return event satisfies never;
  }
}

/** Keeps what it is told. */
export function createLog() {
  const events: StreamEvent[] = [];
  return {
    events,
    observer: { next: (event: StreamEvent) => events.push(event) },
    briefly: () => events.map(brief),
  };
}
