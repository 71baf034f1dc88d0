import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { pino } from 'pino';
import { createRateLimiter } from 'rx-intercom';
import { count, lastValueFrom, merge } from 'rxjs';
import { createProgram } from '../terminal/program.ts';
import { logEvents } from './log-events.ts';
import { observed$ } from './observe.ts';
import { showSpans } from './show-spans.ts';
import { openWorkspace } from './workspace.ts';

createProgram(
  'npm run example:observe',
  'Streams the open and the closed conversations of a test workspace at once, and shows the log and ' +
    'the spans of both. They share one budget.',
).parse();

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('rx-intercom');
/** Without the stacks, to be read here. */
const serializers = { err: String };
const log = logEvents(pino({ level: 'info', base: null, timestamp: false, serializers }));

const token = 'test-token';
const { fetch } = openWorkspace(token);
const rateLimiter = createRateLimiter();
const options = { token, fetch, rateLimiter, perPage: 50, timeout: 500 };
const walks = ['open', 'closed'].map((value) => {
  const query = { field: 'state', operator: '=', value } as const;
  return observed$({ ...options, query, retry: { initialDelay: 100 } }, log, tracer, value);
});

console.log(await lastValueFrom(merge(...walks).pipe(count())), 'conversations');
console.log(showSpans(exporter.getFinishedSpans()));
