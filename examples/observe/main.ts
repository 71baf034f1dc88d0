/** Streams a test workspace, and shows the log and the spans of it. */
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { pino } from 'pino';
import { count, lastValueFrom } from 'rxjs';
import { observed$ } from './observe.ts';
import { showSpans } from './show-spans.ts';
import { openWorkspace } from './workspace.ts';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
/** Without the stacks, to be read here. */
const serializers = { err: String };
const logger = pino({ level: 'info', base: null, timestamp: false, serializers });

const token = 'test-token';
const { fetch } = openWorkspace(token);
const options = { token, fetch, perPage: 50, timeout: 500, retry: { initialDelay: 100 } };
const all$ = observed$(options, logger, provider.getTracer('rx-intercom'));

console.log(await lastValueFrom(all$.pipe(count())), 'conversations');
console.log(showSpans(exporter.getFinishedSpans()));
