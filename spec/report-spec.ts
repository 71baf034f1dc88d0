import { describe, expect, it, jest } from '@jest/globals';
import { defer, delay, from, map, of, repeat, take, tap, throwError, type Observable } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type Conversation,
  type ConversationsOptions,
  type Fetch,
  type ProcessOptions,
  type StreamEvent,
  type WalkReport,
} from '../lib/index.ts';
import {
  createTestIntercom,
  type Fault,
  type TestIntercom,
  type TestIntercomOptions,
} from '../lib/testing/index.ts';
import { collect } from './helpers/collect.ts';
import { now } from './helpers/live.ts';
import { pullAll } from './helpers/pull.ts';
import { reversed, rewriting, type Rewrite } from './helpers/rewriting.ts';
import { runToEnd } from './helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from './helpers/virtual-time.ts';
import { ways } from './helpers/ways.ts';
import { ids, optionsFor } from './helpers/workspace.ts';

useVirtualTimeStrictly();

/** A report of a walk of 45 conversations in 3 pages, but for these numbers. */
function report(changes: Partial<WalkReport> = {}): WalkReport {
  return {
    conversations: 45,
    pages: 3,
    requests: 3,
    retries: 0,
    waited: 0,
    firstTotalCount: 45,
    lastTotalCount: 45,
    passes: 0,
    duplicates: 0,
    maxLateness: 0,
    isOrdered: null,
    ...changes,
  };
}

/** A workspace of 45, its options, and the reports that come of it. */
function prepare(options: TestIntercomOptions = {}): {
  readonly intercom: TestIntercom;
  readonly reports: WalkReport[];
  readonly options: ConversationsOptions;
} {
  const intercom = createTestIntercom({ conversations: 45, rateLimit: null, ...options });
  const reports: WalkReport[] = [];
  const onComplete = (one: WalkReport): void => {
    reports.push(one);
  };
  return { intercom, reports, options: { ...optionsFor(intercom), onComplete } };
}

const ONE_RETRY: Partial<WalkReport> = { requests: 4, retries: 1 };

/** A walk that is not the plain one. */
interface Scene {
  readonly server?: TestIntercomOptions;
  readonly options?: Partial<ConversationsOptions>;
  readonly rewrite?: Rewrite;
}
/** A fault of the second request alone. */
function second(fault: Fault): TestIntercomOptions {
  return { fault: ({ number }) => (number === 2 ? fault : undefined) };
}

/** Bodies that tell these counts, one after the other. */
function counting(...counts: readonly (number | null | undefined)[]): Rewrite {
  return (body, number) => ({ ...body, total_count: counts[number - 1] });
}

describe.each(Object.entries(ways))('the report of %s', (_, create) => {
  it('should come once, at the end, before the completion', async () => {
    const { intercom, options } = prepare();
    const order: unknown[] = [];
    const onComplete = (one: WalkReport): void => {
      order.push(one);
    };
    create({ ...options, onComplete }).subscribe({
      next: () => order.push('value'),
      complete: () => order.push('complete'),
    });
    await pass(60_000);
    expect(order.filter((entry) => entry !== 'value')).toStrictEqual([report(), 'complete']);
    expect(order.slice(-2)).toStrictEqual([report(), 'complete']);
    expect(intercom.requests).toHaveLength(3);
  });

  it('should be one of its own for each subscription', async () => {
    const { intercom, reports, options } = prepare();
    const stream$ = create(options);
    await runToEnd(stream$);
    intercom.add();
    await runToEnd(stream$);
    const later = { conversations: 46, firstTotalCount: 46, lastTotalCount: 46 };
    expect(reports).toStrictEqual([report(), report(later)]);
  });

  it('should not come where a page fails', async () => {
    const { reports, options } = prepare({
      fault: ({ number }) => (number > 2 ? { status: 500 } : undefined),
    });
    const { error } = await runToEnd(create(options));
    expect(error).toMatchObject({ status: 500 });
    await pass(600_000);
    expect(reports).toEqual([]);
  });

  it('should not come where it is aborted', async () => {
    const { reports, options } = prepare({ latency: 1_000 });
    const controller = new AbortController();
    const result = collect(create({ ...options, signal: controller.signal }));
    await pass(1_500);
    controller.abort();
    await pass(60_000);
    expect(result.error).toMatchObject({ kind: 'abort' });
    expect(reports).toEqual([]);
  });

  it('should not come where it is unsubscribed', async () => {
    const { reports, options } = prepare({ latency: 1_000 });
    const result = collect(create(options));
    await pass(1_500);
    result.unsubscribe();
    await pass(60_000);
    expect(result.values.length).toBeGreaterThan(0);
    expect(reports).toEqual([]);
  });

  it('should not come behind a take() that ends it', async () => {
    const { reports, options } = prepare();
    const { values } = await runToEnd(create(options).pipe(take(2)));
    expect(values).toHaveLength(2);
    await pass(60_000);
    expect(reports).toEqual([]);
  });

  it('should be an error where the function fails', async () => {
    const { options } = prepare();
    const cause = new Error('disk full');
    const onComplete = jest.fn(() => {
      throw cause;
    });
    const result = collect(create({ ...options, onComplete }));
    await pass(60_000);
    expect(result.state).toBe('failed');
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'onComplete', cause });
    expect(result.values.length).toBeGreaterThan(0);
    expect(onComplete).toHaveBeenCalledTimes(1);
  });
});

describe('a report', () => {
  it.each<[string, Scene, Partial<WalkReport>]>([
    [
      'an empty workspace',
      { server: { conversations: 0 } },
      { conversations: 0, firstTotalCount: 0, lastTotalCount: 0, pages: 1, requests: 1 },
    ],
    [
      'a limit inside a page',
      { options: { limit: 25 } },
      { conversations: 25, pages: 2, requests: 2 },
    ],
    [
      'a limit at the end of a page',
      { options: { limit: 20 } },
      { conversations: 20, pages: 1, requests: 1 },
    ],
    ['a limit at the end of the list', { options: { limit: 45 } }, {}],
    ['a limit behind it', { options: { limit: 100 } }, {}],
    [
      'what was delivered of a page that is cut',
      { options: { version: '2.5', limit: 25 } },
      { conversations: 25, pages: 2, requests: 2 },
    ],
    ['a page ahead, once', { server: { latency: 10 }, options: { prefetch: true } }, {}],
    ['no wait where answers are slow', { server: { latency: 700 } }, {}],
    [
      'totals that change',
      { rewrite: counting(40, 41, 42) },
      { firstTotalCount: 40, lastTotalCount: 42 },
    ],
    [
      'a first total that is not told',
      { rewrite: counting(null, 41, 42) },
      { firstTotalCount: null, lastTotalCount: 42 },
    ],
    [
      'a last total that is not told',
      { rewrite: counting(40, 41, undefined) },
      { firstTotalCount: 40, lastTotalCount: null },
    ],
    ['a 500', { server: second({ status: 500 }) }, ONE_RETRY],
    [
      'a 503 with a time',
      { server: second({ status: 503, headers: { 'retry-after': '3' } }) },
      ONE_RETRY,
    ],
    [
      'an error.list under 200',
      { server: second({ body: { type: 'error.list', errors: [{ code: 'server_error' }] } }) },
      ONE_RETRY,
    ],
    ['a reset', { server: second({ reset: true }) }, ONE_RETRY],
    ['a truncated body', { server: second({ truncate: 700 }) }, ONE_RETRY],
    [
      'a timeout',
      { server: second({ hang: 'headers' }), options: { adaptivePageSize: false } },
      ONE_RETRY,
    ],
    [
      'every retry of a page, that in a smaller size included',
      {
        server: { fault: ({ number }) => ({ status: [504, 429, 500][number - 1] ?? 200 }) },
        options: { perPage: 150 },
      },
      // The second retry waits for the rate limit: 1 s.
      { pages: 1, requests: 4, retries: 3, waited: 1_000 },
    ],
  ])('should count %s', async (_name, { server, options: changes, rewrite }, expected) => {
    const { intercom, reports, options } = prepare(server);
    const fetch = rewrite === undefined ? intercom.fetch : rewriting(intercom, rewrite);
    await runToEnd(conversations$({ ...options, fetch, ...changes }));
    expect(reports).toStrictEqual([report(expected)]);
  });

  it.each<[string, Fault, number]>([
    ['a 429', { status: 429 }, 500],
    ['a 429 of HTML', { status: 429, body: '<html>' }, 500],
    ['a 429 that asks for 3 s', { status: 429, headers: { 'retry-after': '3' } }, 3_500],
    ['a 429 that asks for nothing', { status: 429, headers: { 'retry-after': '0' } }, 500],
  ])('should count a retry, and all of the wait: %s', async (_name, fault, waited) => {
    const { reports, options } = prepare(second(fault));
    const { elapsed } = await runToEnd(conversations$(options));
    expect(reports).toStrictEqual([report({ requests: 4, retries: 1, waited })]);
    expect(elapsed).toBe(waited);
  });

  it('should sum up what was waited for the rate limit, with a 429 and without', async () => {
    const { intercom, reports, options } = prepare({
      ...second({ status: 429, headers: { 'retry-after': '3' } }),
      conversations: 100,
      rateLimit: { limit: 2, window: 10_000 },
    });
    let ended = 0;
    const onComplete = (one: WalkReport): void => {
      ended = now();
      reports.push(one);
    };
    await runToEnd(conversations$({ ...options, onComplete }));
    const counts = { conversations: 100, firstTotalCount: 100, lastTotalCount: 100 };
    const requests = { pages: 5, requests: 6, retries: 1 };
    expect(ended).toBeGreaterThanOrEqual(20_000);
    expect(reports).toStrictEqual([report({ ...counts, ...requests, waited: ended })]);
    expect(intercom.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it('should tell of catching up', async () => {
    const { intercom, reports, options } = prepare();
    const moved = intercom.conversations[30]?.id ?? '';
    const fetch: Fetch = (...call) => {
      if (intercom.requests.length === 1) intercom.update(moved);
      return intercom.fetch(...call);
    };
    await runToEnd(conversations$({ ...options, fetch, catchUp: true, perPage: 50 }));
    // A page of the walk, one that finds what has moved, and one that finds only that.
    const pages = { pages: 3, requests: 3, passes: 2 };
    const counts = { conversations: 46, duplicates: 1, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...pages, ...counts })]);
  });

  it('should tell of the pass that found nothing', async () => {
    const { reports, options } = prepare({ conversations: 15 });
    await runToEnd(conversations$({ ...options, catchUp: true }));
    const counts = { conversations: 15, firstTotalCount: 15, lastTotalCount: 15 };
    const pages = { pages: 2, requests: 2, passes: 1, duplicates: 0, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...counts, ...pages })]);
  });

  it.each([
    ['no page', [], true],
    ['the first page', [1], false],
    ['a page in the middle', [2], false],
    ['the last page', [4], false],
    ['every page', [1, 2, 3, 4], false],
  ])('should say whether the list came in order: %s did not', async (_name, wrong, isOrdered) => {
    const { intercom, reports, options } = prepare();
    const fetch = rewriting(intercom, (body, number) =>
      wrong.includes(number) ? reversed(body) : body,
    );
    await runToEnd(conversations$({ ...options, fetch, catchUp: true, requireOrder: false }));
    expect(reports).toMatchObject([{ isOrdered }]);
  });

  it('should be of nothing where nothing is left to do', async () => {
    const { reports, options } = prepare();
    const { values: pages } = await runToEnd(conversationPages$(options));
    await runToEnd(conversations$({ ...options, resumeFrom: pages.at(-1)?.checkpoint }));
    const counts = { firstTotalCount: null, lastTotalCount: null };
    const nothing = report({ ...counts, conversations: 0, pages: 0, requests: 0 });
    expect(reports).toStrictEqual([report(), nothing]);
  });

  it('should not come where the list has to come in order, and does not', async () => {
    const { intercom, reports, options } = prepare();
    const fetch = rewriting(intercom, reversed);
    const { error } = await runToEnd(conversations$({ ...options, catchUp: true, fetch }));
    expect(error).toMatchObject({ kind: 'list-order' });
    expect(reports).toEqual([]);
  });

  it('should not come where a page fails for good', async () => {
    const { reports, options } = prepare(second({ status: 401 }));
    const { error } = await runToEnd(conversations$(options));
    expect(error).toMatchObject({ status: 401 });
    await pass(600_000);
    expect(reports).toEqual([]);
  });

  it('should not come for bad options', async () => {
    const { reports, options } = prepare();
    const { error } = await runToEnd(conversations$({ ...options, perPage: 0 }));
    expect(error).toMatchObject({ field: 'perPage' });
    expect(reports).toEqual([]);
  });
});

describe('the report of repeated streams', () => {
  it('should begin anew each time', async () => {
    const { reports, options } = prepare();
    await runToEnd(conversations$(options).pipe(repeat(3)));
    expect(reports).toStrictEqual([report(), report(), report()]);
  });
});

describe('the report of processed conversations', () => {
  it('should come after the work', async () => {
    const { options } = prepare();
    let done = 0;
    let doneAtReport = -1;
    const onComplete = (): void => {
      doneAtReport = done;
    };
    const work = (): Observable<unknown> =>
      of(true).pipe(
        delay(700),
        tap({
          complete: () => {
            done += 1;
          },
        }),
      );
    await runToEnd(processConversations$({ ...options, onComplete, lowWater: 50 }, work, 20));
    expect(doneAtReport).toBe(45);
  });

  it('should not come where the work fails, be it the last', async () => {
    const { intercom, reports, options } = prepare();
    const last = intercom.conversations.at(-1)?.id;
    const failure = new Error('no room');
    const work = ({ id }: Conversation): Observable<string> =>
      id === last ? throwError(() => failure) : of(id);
    const { error, values } = await runToEnd(processConversations$(options, work));
    expect(error).toBe(failure);
    expect(values).toHaveLength(44);
    expect(reports).toEqual([]);
  });
});

describe('onCheckpoint', () => {
  it('should end everything where it fails, as an error', async () => {
    const { intercom, reports, options } = prepare({ latency: 100 });
    const cause = new Error('disk full');
    let begun = 0;
    let calls = 0;
    const onCheckpoint = (): void => {
      calls += 1;
      if (calls === 3) throw cause;
    };
    const work = (_: Conversation, index: number): Observable<number> =>
      defer(() => {
        begun += 1;
        return of(index).pipe(delay(10));
      });
    const all: ProcessOptions = { ...options, onCheckpoint, prefetch: true };
    const { values, error } = await runToEnd(processConversations$(all, work, 2));
    await pass(60_000);
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'onCheckpoint', cause });
    expect(values).toEqual([0, 1, 2]);
    expect(calls).toBe(3);
    expect(begun).toBeLessThanOrEqual(4);
    expect(reports).toEqual([]);
    expect(intercom.requests.map(({ state }) => state)).not.toContain('open');
  });
});

describe('the report of a loop', () => {
  it('should count across failures and what came after them', async () => {
    const { intercom, reports, options } = prepare({
      fault: ({ number }) => (number >= 2 && number <= 7 ? { status: 500 } : undefined),
    });
    const iterator = iterateConversations(options);
    const pulled$ = from(pullAll(iterator));
    const { values: pulls } = await runToEnd(pulled$);
    expect(ids(pulls[0]?.values ?? [])).toEqual(ids(intercom.conversations));
    expect(pulls[0]?.errors).toMatchObject([{ status: 500, attempts: 6 }]);
    expect(reports).toStrictEqual([report({ pages: 8, requests: 14, retries: 5 })]);
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    await iterator.return?.();
    expect(reports).toHaveLength(1);
  });

  it('should count across them with a limit, too', async () => {
    const { reports, options } = prepare({
      fault: ({ number }) => (number === 2 ? { status: 500 } : undefined),
    });
    const iterator = iterateConversations({ ...options, limit: 30, retry: false });
    await runToEnd(from(pullAll(iterator)));
    expect(reports).toStrictEqual([report({ conversations: 30, pages: 2, requests: 3 })]);
  });

  it('should count a pass once that fails and goes on', async () => {
    const passes: unknown[] = [];
    const { intercom, reports, options } = prepare({
      fault: ({ number }) => (number === 4 ? { status: 500 } : undefined),
    });
    const fetch: Fetch = (...call) => {
      const { length } = intercom.requests;
      if (length < 5) intercom.update(String(length + 1));
      return intercom.fetch(...call);
    };
    const events = {
      next: (event: StreamEvent) => {
        if (event.kind === 'pass') passes.push(event.number);
      },
    };
    const iterator = iterateConversations({
      ...options,
      fetch,
      events,
      catchUp: true,
      retry: false,
    });
    const { values: pulls } = await runToEnd(from(pullAll(iterator)));
    expect(pulls[0]?.errors).toHaveLength(1);
    expect(passes).toEqual([1, 2]);
    expect(reports).toMatchObject([{ passes: 2 }]);
  });

  it('should not come before the last conversation has been taken', async () => {
    const { reports, options } = prepare({ conversations: 3 });
    const iterator = iterateConversations(options);
    for (let count = 0; count < 3; count += 1) {
      await expect(iterator.next()).resolves.toMatchObject({ done: false });
      await pass(60_000);
    }
    expect(reports).toEqual([]);
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    expect(reports).toMatchObject([{ conversations: 3, pages: 1 }]);
  });

  it('should come once where calls overlap', async () => {
    const { reports, options } = prepare({ conversations: 2 });
    const iterator = iterateConversations(options);
    const results = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(results.map(({ done }) => done)).toEqual([false, false, true, true, true]);
    expect(reports).toHaveLength(1);
  });

  it.each([
    ['in the middle', 7],
    ['at the end of a page', 20],
    ['at the last one', 45],
  ])('should not come where it is left: %s', async (_, count) => {
    const { reports, options } = prepare();
    const left$ = defer(async () => {
      let seen = 0;
      for await (const one of iterateConversations(options)) {
        seen += 1;
        if (seen === count) return one;
      }
      return undefined;
    });
    const { values } = await runToEnd(left$.pipe(map((one) => one?.id)));
    expect(values).not.toEqual([undefined]);
    await pass(60_000);
    expect(reports).toEqual([]);
  });

  it('should be over after a function that failed', async () => {
    const { options } = prepare({ conversations: 1 });
    const onComplete = jest.fn(() => {
      throw new Error('disk full');
    });
    const iterator = iterateConversations({ ...options, onComplete });
    await iterator.next();
    const [first, second] = await Promise.allSettled([iterator.next(), iterator.next()]);
    expect(first).toMatchObject({ status: 'rejected', reason: { field: 'onComplete' } });
    expect(second).toEqual({ status: 'fulfilled', value: { value: undefined, done: true } });
    await expect(iterator.next()).resolves.toEqual({ value: undefined, done: true });
    expect(onComplete).toHaveBeenCalledTimes(1);
  });
});
