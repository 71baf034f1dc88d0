import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { config, Observable, takeUntil, timer } from 'rxjs';
import { createReporter } from '../../lib/events/reporter.ts';
import {
  conversations$,
  conversationUpdates$,
  type ConversationsOptions,
  type StreamEvent,
  type WalkReport,
} from '../../lib/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { optionsFor } from '../helpers/workspace.ts';
import { createLog } from './create-log.ts';
import { openWorkspace } from './open-workspace.ts';

const PLAIN_WALK = [
  'request, attempt 1',
  'response 200 in 100, attempt 1',
  'page 0/1: 20',
  'request, attempt 1',
  'response 200 in 100, attempt 1',
  'page 0/2: 20',
  'request, attempt 1',
  'response 200 in 100, attempt 1',
  'page 0/3: 5',
  'complete: 45',
];

describe('the events of a stream', () => {
  useVirtualTime();

  it('should be a closed union', () => {
    type Request = 'request' | 'response' | 'retry' | 'wait' | 'limiter-pause' | 'limiter-failure';
    expectTypeOf<StreamEvent['kind']>().toEqualTypeOf<Request | 'page' | 'pass' | 'complete'>();
    expectTypeOf<StreamEvent>().toEqualTypeOf<Readonly<StreamEvent>>();
  });

  it('should tell a walk with everything that can come in between, in order', async () => {
    const intercom = openWorkspace({
      rateLimit: { limit: 5, window: 10_000 },
      fault: ({ number }) => {
        if (number === 2) return { status: 429, headers: { 'retry-after': '2' } };
        if (number === 4) intercom.update('7');
        return number === 3 ? { status: 500 } : undefined;
      },
    });
    const { observer, briefly, events } = createLog();
    await runToEnd(conversations$({ ...optionsFor(intercom), catchUp: true, events: observer }));
    expect(briefly()).toStrictEqual([
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 0/1: 20',
      'request, attempt 1',
      'response 429 in 100, attempt 1',
      'pause 2000: server',
      'retry 1 in 2500',
      'request, attempt 2',
      'response 500 in 100, attempt 2',
      'retry 2 in 1000',
      'request, attempt 3',
      'response 200 in 100, attempt 3',
      'page 0/2: 20',
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 0/3: 4',
      'pass 1',
      'wait 6000',
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 1/1: 1',
      'pass 2',
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 2/1: 0',
      'complete: 45',
    ]);
    expect(events.filter(({ kind }) => kind === 'retry')).toMatchObject([
      { error: { kind: 'rate-limit', status: 429 } },
      { error: { kind: 'error-list', status: 500 } },
    ]);
  });

  it.each(Object.entries(ways))('should be told by %s', async (_, walk) => {
    const { observer, briefly } = createLog();
    await runToEnd(walk({ ...optionsFor(openWorkspace()), events: observer }));
    expect(briefly()).toStrictEqual(PLAIN_WALK);
  });

  it('should be told by conversationUpdates$, poll by poll, and without an end', async () => {
    const intercom = openWorkspace({
      fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
    });
    const { observer, briefly } = createLog();
    const retry = { count: 0 };
    const options = { ...optionsFor(intercom), interval: 10_000, retry, events: observer };
    setTimeout(() => intercom.update('7'), 15_000);
    await runToEnd(conversationUpdates$(options).pipe(takeUntil(timer(25_000))));
    expect(briefly()).toStrictEqual([
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 0/1: 0',
      'pass 1',
      'request, attempt 1',
      'response 503 in 100, attempt 1',
      'retry 1 in 10000',
      'request, attempt 1',
      'response 200 in 100, attempt 1',
      'page 1/1: 1',
    ]);
  });

  it('should end with the request that failed for good', async () => {
    const { observer, briefly } = createLog();
    const intercom = openWorkspace({ fault: () => ({ status: 403 }) });
    await runToEnd(conversations$({ ...optionsFor(intercom), events: observer }));
    expect(briefly()).toStrictEqual(['request, attempt 1', 'response 403 in 100, attempt 1']);
  });

  it('should have no response where none came', async () => {
    const { observer, briefly } = createLog();
    const intercom = openWorkspace({
      fault: ({ number }) => (number === 1 ? { hang: 'headers' } : undefined),
    });
    const options = { ...optionsFor(intercom), limit: 1, timeout: 1_000, events: observer };
    await runToEnd(conversations$({ ...options, adaptivePageSize: false }));
    expect(briefly()).toStrictEqual([
      'request, attempt 1',
      'retry 1 in 500',
      'request, attempt 2',
      'response 200 in 100, attempt 2',
      'page 0/1: 1',
      'complete: 1',
    ]);
  });

  it('should begin anew with each subscription', async () => {
    const { observer, briefly, events } = createLog();
    const all$ = conversations$({ ...optionsFor(openWorkspace()), events: observer });
    expect(events).toHaveLength(0);
    await runToEnd(all$);
    await runToEnd(all$);
    expect(briefly()).toStrictEqual([...PLAIN_WALK, ...PLAIN_WALK]);
  });

  it('should stop with the subscription', async () => {
    const { observer, briefly } = createLog();
    const all$ = conversations$({ ...optionsFor(openWorkspace()), events: observer });
    const subscription = all$.subscribe();
    await jest.advanceTimersByTimeAsync(150);
    subscription.unsubscribe();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(briefly()).toStrictEqual(PLAIN_WALK.slice(0, 4));
  });

  it('should end with the report that onComplete is told', async () => {
    const { observer, events } = createLog();
    const reports: WalkReport[] = [];
    const onComplete = (report: WalkReport): unknown => reports.push(report);
    const options = { ...optionsFor(openWorkspace()), events: observer, onComplete };
    await runToEnd(conversations$(options));
    expect(events.at(-1)).toStrictEqual({ kind: 'complete', report: reports[0] });
  });
});

describe('an observer that throws', () => {
  useVirtualTime();

  const unhandled: unknown[] = [];
  beforeEach(() => {
    unhandled.length = 0;
    config.onUnhandledError = (error) => unhandled.push(error);
  });
  afterEach(() => {
    config.onUnhandledError = null;
  });

  it.each(Object.entries(ways))('should not disturb %s', async (_, walk) => {
    const next = (event: StreamEvent): void => {
      throw new Error(event.kind);
    };
    const open = (): ConversationsOptions => optionsFor(openWorkspace({ rateLimit: null }));
    const expected = await runToEnd(walk(open()));
    const disturbed = await runToEnd(walk({ ...open(), events: { next } }));
    await jest.advanceTimersByTimeAsync(10);
    expect(disturbed).toStrictEqual(expected);
    expect(unhandled).toHaveLength(PLAIN_WALK.length);
    expect(unhandled.at(-1)).toStrictEqual(new Error('complete'));
  });
});

describe('a stream without an observer', () => {
  it('should subscribe to nothing, and with one when something happens', () => {
    const subscribe = jest.spyOn(Observable.prototype, 'subscribe');
    const pass = { kind: 'pass', number: 1, since: null } as const;

    createReporter({}).emit(pass);
    expect(subscribe).toHaveBeenCalledTimes(0);

    const { observer, briefly } = createLog();
    const watched = createReporter({ events: observer });
    expect(subscribe).toHaveBeenCalledTimes(0);
    watched.emit(pass);
    watched.emit({ ...pass, number: 2 });
    expect(subscribe).toHaveBeenCalledTimes(2);
    expect(briefly()).toStrictEqual(['pass 1', 'pass 2']);
    subscribe.mockRestore();
  });
});
