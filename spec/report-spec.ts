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
import { runToEnd } from './helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from './helpers/virtual-time.ts';
import { ids, optionsFor } from './helpers/workspace.ts';

useVirtualTimeStrictly();

/** Every way through the list; an item is a conversation, or a page of them. */
const streams: [string, (options: ConversationsOptions) => Observable<unknown>][] = [
  ['conversations$', conversations$],
  ['conversationPages$', conversationPages$],
  ['processConversations$', (options) => processConversations$(options, (one) => of(one))],
  ['iterateConversations', (options) => defer(() => from(iterateConversations(options)))],
];

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

/** How many conversations share the newest second. */
function sharers({ conversations }: TestIntercom): number {
  const newest = conversations[0]?.updated_at;
  return conversations.filter(({ updated_at }) => updated_at === newest).length;
}

/** Sends every list upside down, from a request on. */
function upsideDown(intercom: TestIntercom, first = 1): Fetch {
  return async (...call) => {
    const response = await intercom.fetch(...call);
    const body = (await response.json()) as { conversations: unknown[] };
    if (intercom.requests.length >= first) body.conversations.reverse();
    return new Response(JSON.stringify(body));
  };
}

describe.each(streams)('the report of %s', (_, create) => {
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

  it('should be one of an empty workspace, too', async () => {
    const { reports, options } = prepare({ conversations: 0 });
    await runToEnd(create(options));
    const nothing = { conversations: 0, firstTotalCount: 0, lastTotalCount: 0 };
    expect(reports).toStrictEqual([report({ ...nothing, pages: 1, requests: 1 })]);
  });

  it('should be one of its own for each subscription', async () => {
    const { intercom, reports, options } = prepare();
    const stream$ = create(options);
    await runToEnd(stream$);
    intercom.add();
    await runToEnd(stream$);
    const second = { conversations: 46, firstTotalCount: 46, lastTotalCount: 46 };
    expect(reports).toStrictEqual([report(), report(second)]);
  });

  it.each([
    [25, { conversations: 25, pages: 2, requests: 2 }],
    [20, { conversations: 20, pages: 1, requests: 1 }],
    [45, {}],
    [100, {}],
  ])('should come at the end of a limit of %i', async (limit, changes) => {
    const { reports, options } = prepare();
    await runToEnd(create({ ...options, limit }));
    expect(reports).toStrictEqual([report(changes)]);
  });

  it('should count what was delivered where a page is cut', async () => {
    const { reports, options } = prepare();
    await runToEnd(create({ ...options, version: '2.5', limit: 25 }));
    expect(reports).toStrictEqual([report({ conversations: 25, pages: 2, requests: 2 })]);
  });

  it('should count no page twice with prefetch', async () => {
    const { reports, options } = prepare({ latency: 10 });
    await runToEnd(create({ ...options, prefetch: true }));
    expect(reports).toStrictEqual([report()]);
  });

  it('should tell how many there were at the beginning and at the end', async () => {
    const { intercom, reports, options } = prepare();
    const fetch: Fetch = (...call) => {
      if (intercom.requests.length > 0) intercom.add();
      return intercom.fetch(...call);
    };
    await runToEnd(create({ ...options, fetch }));
    expect(reports).toStrictEqual([report({ lastTotalCount: 47 })]);
  });

  it('should tell nothing of counts that nobody told', async () => {
    const { intercom, reports, options } = prepare();
    const fetch: Fetch = async (...call) => {
      const response = await intercom.fetch(...call);
      const body = (await response.json()) as object;
      return new Response(JSON.stringify({ ...body, total_count: undefined }));
    };
    await runToEnd(create({ ...options, fetch }));
    expect(reports).toStrictEqual([report({ firstTotalCount: null, lastTotalCount: null })]);
  });

  it.each<[string, Fault]>([
    ['a 500', { status: 500 }],
    ['a 503 with a time', { status: 503, headers: { 'retry-after': '3' } }],
    ['a reset', { reset: true }],
    ['a truncated body', { truncate: 700 }],
    ['a timeout', { hang: 'headers' }],
  ])('should count a retry, and no wait for the limit: %s', async (_name, fault) => {
    const { reports, options } = prepare({
      fault: ({ number }) => (number === 2 ? fault : undefined),
    });
    await runToEnd(create({ ...options, adaptivePageSize: false }));
    expect(reports).toStrictEqual([report({ requests: 4, retries: 1 })]);
  });

  it.each<[string, Fault, number]>([
    ['a 429', { status: 429 }, 500],
    ['a 429 of HTML', { status: 429, body: '<html>' }, 500],
    ['a 429 that asks for 3 s', { status: 429, headers: { 'retry-after': '3' } }, 3_500],
    ['a 429 that asks for nothing', { status: 429, headers: { 'retry-after': '0' } }, 500],
  ])('should count a retry, and all of the wait: %s', async (_name, fault, waited) => {
    const { reports, options } = prepare({
      fault: ({ number }) => (number === 2 ? fault : undefined),
    });
    const times: number[] = [];
    const onComplete = (one: WalkReport): void => {
      times.push(now());
      reports.push(one);
    };
    await runToEnd(create({ ...options, onComplete }));
    expect(reports).toStrictEqual([report({ requests: 4, retries: 1, waited })]);
    expect(times).toEqual([waited]);
  });

  it('should count every retry of a page, the smaller attempts included', async () => {
    const script = [504, 429, 500, 200, 429, 429];
    const { reports, options } = prepare({
      fault: ({ number }) => ({ status: script[number - 1] ?? 200 }),
    });
    await runToEnd(create({ ...options, perPage: 150 }));
    // 1 s before the second retry of the first page, 0.5 s and 1 s before those of the other.
    expect(reports).toStrictEqual([report({ pages: 1, requests: 4, retries: 3, waited: 1_000 })]);
  });

  it('should tell how long the rate limit was waited for', async () => {
    const { intercom, reports, options } = prepare({
      conversations: 100,
      rateLimit: { limit: 2, window: 10_000 },
    });
    let ended = 0;
    const onComplete = (one: WalkReport): void => {
      ended = now();
      reports.push(one);
    };
    await runToEnd(create({ ...options, onComplete }));
    const counts = { conversations: 100, firstTotalCount: 100, lastTotalCount: 100 };
    expect(ended).toBeGreaterThanOrEqual(20_000);
    expect(reports).toStrictEqual([report({ ...counts, pages: 5, requests: 5, waited: ended })]);
    expect(intercom.requests.map(({ status }) => status)).not.toContain(429);
  });

  it('should not take the time of the answers for waiting', async () => {
    const { reports, options } = prepare({ latency: 700 });
    await runToEnd(create(options));
    expect(reports).toStrictEqual([report()]);
  });

  it('should tell of catching up', async () => {
    const { intercom, reports, options } = prepare();
    const moved = intercom.conversations[30]?.id ?? '';
    const fetch: Fetch = (...call) => {
      if (intercom.requests.length === 1) intercom.update(moved);
      return intercom.fetch(...call);
    };
    const same = sharers(intercom);
    await runToEnd(create({ ...options, fetch, catchUp: true, perPage: 50 }));
    // A page of the walk, one that finds what has moved, and one that finds only that.
    const pages = { pages: 3, requests: 3, passes: 2 };
    const counts = { conversations: 46, duplicates: same + 1, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...pages, ...counts })]);
  });

  it('should tell of the pass that found nothing', async () => {
    const { intercom, reports, options } = prepare({ conversations: 15 });
    const duplicates = sharers(intercom);
    await runToEnd(create({ ...options, catchUp: true }));
    const counts = { conversations: 15, firstTotalCount: 15, lastTotalCount: 15 };
    const pages = { pages: 2, requests: 2, passes: 1, duplicates, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...counts, ...pages })]);
  });

  it('should tell that the list came in another order', async () => {
    const { intercom, reports, options } = prepare();
    const all = { ...options, catchUp: true, fetch: upsideDown(intercom, 2) };
    await runToEnd(create({ ...all, requireOrder: false }));
    expect(reports).toMatchObject([{ isOrdered: false }]);
  });

  it('should not come where the list has to come in order, and does not', async () => {
    const { intercom, reports, options } = prepare();
    const all = { ...options, catchUp: true, fetch: upsideDown(intercom) };
    const { error } = await runToEnd(create(all));
    expect(error).toMatchObject({ kind: 'list-order' });
    expect(reports).toEqual([]);
  });

  it.each([
    ['fails for good', { status: 401 }],
    ['fails after its retries', { status: 500 }],
  ])('should not come where a page %s', async (_name, fault) => {
    const { reports, options } = prepare({
      fault: ({ number }) => (number > 2 ? fault : undefined),
    });
    const { error } = await runToEnd(create(options));
    expect(error).toMatchObject(fault);
    await pass(600_000);
    expect(reports).toEqual([]);
  });

  it('should not come for bad options', async () => {
    const { reports, options } = prepare();
    const { error } = await runToEnd(create({ ...options, perPage: 0 }));
    expect(error).toMatchObject({ field: 'perPage' });
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
    expect(reports).toStrictEqual([report({ requests: 9, retries: 5 })]);
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
