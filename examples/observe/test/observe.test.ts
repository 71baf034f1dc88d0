import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { pino } from 'pino';
import { createRateLimiter, isIntercomError, type ConversationsOptions } from 'rx-intercom';
import { count, lastValueFrom, merge } from 'rxjs';
import type { Budget } from '../../budget.ts';
import { logEvents } from '../log-events.ts';
import { observed$ } from '../observe.ts';
import { openWorkspace } from '../workspace.ts';

const TOKEN = 'dG9rOmEtdmVyeS1zZWNyZXQtdG9rZW4';

/** What a line of the log has. */
interface Line {
  readonly level: number;
  readonly msg: string;
  readonly budget?: Budget;
}

/** A logger and a tracer that keep what they get. */
function open() {
  const lines: string[] = [];
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const log = logEvents(
    pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
  );
  const tracer = provider.getTracer('test');
  const { fetch, requests } = openWorkspace(TOKEN);
  const retry = { initialDelay: 20, jitter: 0 };
  const options = { token: TOKEN, fetch, perPage: 50, timeout: 300, retry };
  return {
    lines,
    requests,
    log: () => lines.map((line) => JSON.parse(line) as Line),
    spans: () => exporter.getFinishedSpans(),
    walk$: (more: Partial<ConversationsOptions> = {}) =>
      observed$({ ...options, ...more }, log, tracer),
  };
}

/** The one span without a parent, and all others. */
function family(spans: readonly ReadableSpan[]) {
  const [parent, ...others] = spans.filter((span) => span.parentSpanContext === undefined);
  assert.ok(parent);
  assert.equal(others.length, 0);
  const children = spans.filter((span) => span !== parent);
  for (const child of children) {
    assert.equal(child.parentSpanContext?.spanId, parent.spanContext().spanId);
    assert.equal(child.spanContext().traceId, parent.spanContext().traceId);
  }
  return { parent, children };
}

function statusOf(span: ReadableSpan): unknown {
  return span.attributes['http.response.status_code'];
}

describe('a walk with faults', () => {
  const { walk$, spans, requests, lines, log } = open();
  let conversations = 0;
  before(async () => {
    conversations = await lastValueFrom(walk$().pipe(count()));
  });

  it('should be one span, with one for each request', () => {
    assert.equal(conversations, 300);
    const { parent, children } = family(spans());
    assert.equal(children.length, requests.length);
    assert.deepEqual(
      children.map(statusOf),
      requests.map(({ status }) => status),
    );
    assert.deepEqual(
      children.map(({ attributes }) => attributes['url.full']),
      requests.map(({ url }) => url),
    );
    for (const { kind, attributes } of children) {
      assert.equal(kind, SpanKind.CLIENT);
      if (attributes['http.response.status_code'] === undefined) continue;
      assert.ok(Number(attributes['intercom.duration_ms']) >= 15);
    }
    const failed = children.filter(({ status }) => status.code === SpanStatusCode.ERROR);
    assert.deepEqual(failed.map(statusOf), [503, undefined, 429, undefined]);
    assert.equal(parent.name, 'conversations');
    assert.equal(parent.attributes['intercom.conversations'], 300);
    assert.equal(parent.attributes['intercom.requests'], requests.length);
    assert.equal(parent.attributes['intercom.retries'], 4);
  });

  it('should have its retries and waits as events', () => {
    const { events } = family(spans()).parent;
    const retries = events.filter(({ name }) => name === 'retry');
    assert.deepEqual(
      retries.map(({ attributes }) => String(attributes?.['reason']).split(':')[0]),
      ['ErrorListError', 'NetworkError', 'RateLimitError', 'TimeoutError'],
    );
    assert.ok(events.some(({ name }) => name === 'wait for the rate limit'));
  });

  it('should be logged, a line for each event', () => {
    const lines = log();
    const of = (wanted: string) => lines.filter(({ msg }) => msg === wanted);
    assert.equal(of('request').length, requests.length);
    assert.equal(of('response').length, requests.length - 2);
    const pages = requests.filter(({ status }) => status === 200);
    assert.equal(of('page').length, pages.length);
    assert.deepEqual(
      of('retry').map(({ level }) => level),
      [40, 40, 40, 40],
    );
    assert.equal(lines.at(-1)?.msg, 'complete');
  });

  it('should show the token nowhere', () => {
    assert.ok(lines.length > 25);
    assert.equal(lines.join('').includes(TOKEN), false);
    assert.equal(inspect(spans(), { depth: 12 }).includes(TOKEN), false);
  });
});

describe('two walks that share a limiter', () => {
  const { walk$, lines, log } = open();
  before(async () => {
    const rateLimiter = createRateLimiter();
    await lastValueFrom(merge(walk$({ rateLimiter }), walk$({ rateLimiter })));
  });
  const budgets = (wanted: string) =>
    log().flatMap(({ msg, budget }) => (msg === wanted && budget ? [budget] : []));

  it('should log what is used and free, and what waits', () => {
    const all = budgets('wait for the rate limit');
    assert.ok(all.some(({ waiting }) => waiting === 2));
    const told = all.filter(({ limit }) => limit !== null);
    assert.ok(told.length > 0);
    for (const { limit, used, free } of told) {
      assert.equal(limit, 3);
      assert.equal(Number(used) + Number(free), limit);
    }
  });

  it('should log that requests pause, and why', () => {
    const [budget] = budgets('pause after a 429');
    assert.deepEqual(budget?.pause, { reason: 'server', duration: 1_000 });
  });

  it('should show the token nowhere', () => {
    assert.equal(lines.join('').includes(TOKEN), false);
  });
});

describe('a limiter that does not answer', () => {
  it('should be logged as a pause, without the token', async () => {
    const { walk$, lines, log } = open();
    const { reserve, ...rest } = createRateLimiter();
    let isAway = true;
    const rateLimiter = {
      ...rest,
      reserve: () => {
        if (!isAway) return reserve();
        isAway = false;
        return Promise.reject(new Error(`no answer for ${TOKEN}`));
      },
    };
    await lastValueFrom(walk$({ rateLimiter, limit: 1 }));
    const failure = log().find(({ msg }) => msg === 'the rate limiter failed');
    assert.equal(failure?.level, 40);
    assert.deepEqual(failure.budget?.pause, { reason: 'failure', duration: 100 });
    assert.match(lines.join(''), /no answer for/);
    assert.equal(lines.join('').includes(TOKEN), false);
  });
});

describe('a walk that does not complete', () => {
  it('should record its failure', async () => {
    const { walk$, spans } = open();
    await assert.rejects(lastValueFrom(walk$({ token: 'wrong' })), isIntercomError);
    const { parent, children } = family(spans());
    assert.deepEqual(children.map(statusOf), [401]);
    assert.equal(parent.status.code, SpanStatusCode.ERROR);
    assert.match(parent.status.message ?? '', /UnauthorizedError/);
    assert.equal(parent.events[0]?.name, 'exception');
  });

  it('should end its spans when it is unsubscribed', async () => {
    const { walk$, spans, requests } = open();
    const subscription = walk$().subscribe();
    await setTimeout(5);
    assert.deepEqual(spans(), []);
    subscription.unsubscribe();
    const { parent, children } = family(spans());
    assert.equal(parent.status.code, SpanStatusCode.UNSET);
    assert.equal(requests.length, 1);
    assert.deepEqual(children.map(statusOf), [undefined]);
  });
});
