import type { Tracer } from '@opentelemetry/api';
import { conversations$, type Conversation, type ConversationsOptions } from 'rx-intercom';
import type { Observable } from 'rxjs';
import { traceWalk, type EventObserver } from './trace-walk.ts';

/** A walk that traces what happens on its way, and tells it to a log. */
export function observed$(
  options: ConversationsOptions,
  log: EventObserver,
  tracer: Tracer,
  name = 'conversations',
): Observable<Conversation> {
  return traceWalk(tracer, name, (spans) => {
    const next: EventObserver['next'] = (event) => {
      log.next(event);
      spans.next(event);
    };
    return conversations$({ ...options, events: { next } });
  });
}
