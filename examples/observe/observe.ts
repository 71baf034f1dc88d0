import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { conversations$, type Conversation, type ConversationsOptions } from 'rx-intercom';
import type { Observable } from 'rxjs';
import { logEvents } from './log-events.ts';
import { traceWalk } from './trace-walk.ts';

/** A walk that logs and traces what happens on its way. */
export function observed$(
  options: ConversationsOptions,
  logger: Logger,
  tracer: Tracer,
): Observable<Conversation> {
  const log = logEvents(logger);
  return traceWalk(tracer, 'conversations', (spans) => {
    const next: typeof log.next = (event) => {
      log.next(event);
      spans.next(event);
    };
    return conversations$({ ...options, events: { next } });
  });
}
