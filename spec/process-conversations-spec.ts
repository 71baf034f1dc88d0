import { describe, expect, it, jest } from '@jest/globals';
import {
  concat,
  defer,
  delay,
  EMPTY,
  from,
  ignoreElements,
  map,
  mergeMap,
  Observable,
  of,
  take,
  tap,
  throwError,
  timer,
  type ObservableInput,
} from 'rxjs';
import {
  conversationPages$,
  conversations$,
  processConversations$,
  type Conversation,
  type Fetch,
  type IntercomError,
  type ProcessOptions,
} from '../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../lib/testing/index.ts';
import { collect } from './helpers/collect.ts';
import { runToEnd } from './helpers/run-to-end.ts';
import { NOW, pass, useVirtualTimeStrictly } from './helpers/virtual-time.ts';
import { ids, optionsFor } from './helpers/workspace.ts';

useVirtualTimeStrictly();

function states(intercom: TestIntercom): readonly string[] {
  return intercom.requests.map(({ state }) => state);
}

/** Milliseconds since the spec began. */
function now(): number {
  return Date.now() - NOW;
}

/** Work that takes its time, and what can be told of it. */
interface Work {
  readonly project: (conversation: Conversation) => Observable<string>;
  /** Begun, completed and torn down so far. */
  readonly begun: () => number;
  readonly done: () => number;
  readonly ended: () => number;
  /** The most that ever ran at once. */
  readonly most: () => number;
}

/** @param duration - of the work on the conversation with that index, in milliseconds */
function createWork(duration: (index: number) => number): Work {
  let begun = 0;
  let done = 0;
  let ended = 0;
  let most = 0;
  return {
    project: ({ id }) =>
      new Observable<string>((subscriber) => {
        const index = begun;
        begun += 1;
        most = Math.max(most, begun - ended);
        subscriber.add(() => {
          ended += 1;
        });
        subscriber.add(
          timer(duration(index))
            .pipe(
              map(() => id),
              tap({
                complete: () => {
                  done += 1;
                },
              }),
            )
            .subscribe(subscriber),
        );
      }),
    begun: () => begun,
    done: () => done,
    ended: () => ended,
    most: () => most,
  };
}

/** A workspace whose requests note something of the moment they are made at. */
function noting<T>(
  options: TestIntercomOptions,
  note: (requests: number) => T,
): TestIntercom & { readonly notes: readonly T[]; readonly fetch: Fetch } {
  const intercom = createTestIntercom(options);
  const notes: T[] = [];
  return {
    ...intercom,
    notes,
    fetch: (url, init) => {
      notes.push(note(notes.length));
      return intercom.fetch(url, init);
    },
  };
}

describe('the results of processConversations$', () => {
  it('should come in the order of the conversations when one is in work at once', async () => {
    const intercom = createTestIntercom({ conversations: 45, latency: 50 });
    const work = createWork((index) => (index % 7) * 30);
    const { values, error } = await runToEnd(
      processConversations$(optionsFor(intercom), work.project),
    );
    expect(error).toBeUndefined();
    expect(values).toEqual(ids(intercom.conversations));
    expect(work.most()).toBe(1);
    expect(work.ended()).toBe(45);
    expect(intercom.requests).toHaveLength(3);
  });

  it.each([2, 3, 7])('should come as those of mergeMap when %i are', async (concurrency) => {
    const duration = (index: number): number => ((index * 37) % 11) * 10;
    const intercom = createTestIntercom({ conversations: 40 });
    const [ours, theirs] = [createWork(duration), createWork(duration)];
    const expected = await runToEnd(
      from(intercom.conversations).pipe(mergeMap(theirs.project, concurrency)),
    );
    const options = { ...optionsFor(intercom), perPage: 40 };
    const { values } = await runToEnd(processConversations$(options, ours.project, concurrency));
    expect(values).toEqual(expected.values);
    expect(values).not.toEqual(ids(intercom.conversations));
    expect(ours.most()).toBe(concurrency);
  });

  it.each([1, 2, 5, 20])('should never come of more than %i at once', async (concurrency) => {
    const intercom = createTestIntercom({ conversations: 70, latency: 20 });
    const work = createWork((index) => 10 + (index % 5) * 20);
    const options = { ...optionsFor(intercom), lowWater: 15 };
    const { values } = await runToEnd(processConversations$(options, work.project, concurrency));
    expect([...values].sort()).toEqual([...ids(intercom.conversations)].sort());
    expect(work.most()).toBe(concurrency);
  });

  it('should be as many as the work emits: none, one or several', async () => {
    const intercom = createTestIntercom({ conversations: 50 });
    const project = ({ id }: Conversation, index: number): ObservableInput<string> => {
      if (index % 4 === 0) return EMPTY;
      if (index % 4 === 1) return Promise.resolve(id);
      if (index % 4 === 2) return [id, id];
      return concat(of(id), timer(30).pipe(map(() => id)));
    };
    const { values, error } = await runToEnd(processConversations$(optionsFor(intercom), project));
    expect(error).toBeUndefined();
    expect(values).toEqual(
      ids(intercom.conversations).flatMap((id, index) =>
        Array.from({ length: [0, 1, 2, 2][index % 4] ?? 0 }, () => id),
      ),
    );
    expect(intercom.requests).toHaveLength(3);
  });

  it('should not be asked for before anybody subscribes, and be made afresh for each', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    const project = jest.fn((_: Conversation, index: number) => of(index));
    const result$ = processConversations$(optionsFor(intercom), project);
    await pass(1_000);
    expect(intercom.requests).toHaveLength(0);
    expect(project).not.toHaveBeenCalled();
    const expected = Array.from({ length: 30 }, (_, index) => index);
    const both = [collect(result$), collect(result$)];
    await pass(1_000);
    expect(both).toMatchObject([{ state: 'complete' }, { state: 'complete' }]);
    expect(both.map(({ values }) => values)).toEqual([expected, expected]);
    expect(intercom.requests).toHaveLength(4);
  });

  it('should be told the index of their conversation, running through all pages', async () => {
    const intercom = createTestIntercom({ conversations: 23 });
    const calls: [string, number][] = [];
    const options = { ...optionsFor(intercom), perPage: 5 };
    await runToEnd(
      processConversations$(
        options,
        ({ id }, index) => {
          calls.push([id, index]);
          return timer(10);
        },
        3,
      ),
    );
    expect(calls).toEqual(ids(intercom.conversations).map((id, index) => [id, index]));
  });

  it('should come of work that is done at once, for any number of conversations', async () => {
    const intercom = createTestIntercom({ conversations: 1_000 });
    const { values } = await runToEnd(
      processConversations$({ ...optionsFor(intercom), perPage: 1 }, ({ id }) => of(id)),
    );
    expect(values).toEqual(ids(intercom.conversations));
  });
});

describe('the next page of processConversations$', () => {
  it.each([
    [undefined, 1],
    [0, 3],
    [1, 1],
    [5, 1],
    [5, 4],
    [19, 1],
    [20, 1],
    [30, 2],
    [45, 1],
  ])('should be asked for when %p are left, %i at once', async (lowWater, concurrency) => {
    const work = createWork(() => 100);
    const intercom = noting({ conversations: 100 }, (requests) => requests * 20 - work.done());
    const options = { ...optionsFor(intercom), lowWater };
    const { values } = await runToEnd(processConversations$(options, work.project, concurrency));
    expect(values).toHaveLength(100);
    const left = [0, 1, 2, 3, 4].map((page) => Math.min(page * 20, lowWater ?? 0));
    expect(intercom.notes).toEqual(left);
  });

  it('should be asked for when the work on the last of the page completes, not when it emits', async () => {
    const intercom = noting({ conversations: 4 }, now);
    const project = ({ id }: Conversation): Observable<string> =>
      concat(of(id), timer(100).pipe(ignoreElements()));
    await runToEnd(processConversations$({ ...optionsFor(intercom), perPage: 2 }, project));
    expect(intercom.notes).toEqual([0, 200]);
  });

  it.each([
    [1, 0],
    [4, 0],
    [4, 25],
  ])(
    'should wait for a slow consumer of 2,000: %i at once, lowWater %i',
    async (concurrency, lowWater) => {
      const work = createWork(() => 10);
      const intercom = createTestIntercom({ conversations: 2_000, latency: 5 });
      let delivered = 0;
      let most = 0;
      const fetch: Fetch = async (url, init) => {
        const response = await intercom.fetch(url, init);
        delivered += Number(new URL(url).searchParams.get('per_page'));
        most = Math.max(most, delivered - work.done());
        return response;
      };
      const options = { ...optionsFor(intercom), fetch, perPage: 100, lowWater };
      const { values } = await runToEnd(processConversations$(options, work.project, concurrency));
      expect(values).toEqual(ids(intercom.conversations));
      expect(intercom.requests).toHaveLength(20);
      expect(most).toBeGreaterThanOrEqual(100);
      expect(most).toBeLessThanOrEqual(100 + lowWater);
    },
  );

  it('should follow empty pages at once', async () => {
    const empty = (cursor: string): object => ({
      type: 'conversation.list',
      conversations: [],
      pages: { next: { starting_after: btoa(`[9000000000000,"${cursor}",1]`) } },
    });
    const intercom = createTestIntercom({
      conversations: 30,
      fault: ({ number }) => (number <= 3 ? { body: empty(String(number)) } : undefined),
    });
    const work = createWork(() => 10);
    const { values } = await runToEnd(processConversations$(optionsFor(intercom), work.project, 2));
    expect(values).toEqual(ids(intercom.conversations));
    expect(intercom.requests).toHaveLength(5);
  });

  it('should be one page ahead with prefetch, and never two', async () => {
    const work = createWork(() => 100);
    const intercom = noting({ conversations: 60 }, (requests) => requests * 10 - work.done());
    const options = { ...optionsFor(intercom), perPage: 10, prefetch: true };
    const { values } = await runToEnd(processConversations$(options, work.project));
    expect(values).toEqual(ids(intercom.conversations));
    expect(intercom.notes).toEqual([0, 10, 10, 10, 10, 10]);
  });

  it('should be retried while the work goes on', async () => {
    const work = createWork(() => 100);
    const intercom = noting(
      {
        conversations: 40,
        fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
      },
      () => work.done(),
    );
    const options = { ...optionsFor(intercom), lowWater: 20 };
    const { values, error } = await runToEnd(processConversations$(options, work.project));
    expect(error).toBeUndefined();
    expect(values).toEqual(ids(intercom.conversations));
    // Half a second of backoff: five of 100 ms each, less the one begun when it began.
    const [, , retried = 0] = intercom.notes;
    expect(intercom.notes).toHaveLength(3);
    expect(retried).toBeGreaterThanOrEqual(4);
    expect(retried).toBeLessThanOrEqual(5);
  });
});

describe('take(n) behind processConversations$', () => {
  it.each([
    [1, 20, 1, 1],
    [1, 1, 1, 1],
    [7, 1, 1, 7],
    [7, 1, 5, 7],
    [20, 20, 1, 1],
    [20, 20, 4, 1],
    [20, 20, 50, 1],
    [21, 20, 1, 2],
    [21, 20, 4, 2],
    [40, 20, 3, 2],
    [41, 20, 1, 3],
    [30, 15, 15, 2],
    [150, 50, 8, 3],
  ])(
    'should cost for %i of pages of %i, %i at once, exactly %i requests',
    async (n, perPage, concurrency, requests) => {
      const intercom = createTestIntercom({ conversations: 200 });
      const work = createWork((index) => 10 + (index % 3) * 10);
      const options = { ...optionsFor(intercom), perPage };
      const { values } = await runToEnd(
        processConversations$(options, work.project, concurrency).pipe(take(n)),
      );
      await pass(60_000);
      expect(values).toHaveLength(n);
      expect(states(intercom)).toEqual(Array.from({ length: requests }, () => 'answered'));
      expect(work.ended()).toBe(work.begun());
    },
  );

  it.each([
    ['Observables that complete at once', ({ id }: Conversation) => of(id)],
    ['promises', ({ id }: Conversation) => Promise.resolve(id)],
    ['arrays', ({ id }: Conversation) => [id]],
  ])('should be exact for work that returns %s', async (_, project) => {
    const intercom = createTestIntercom({ conversations: 200 });
    const { values } = await runToEnd(
      processConversations$<string>(optionsFor(intercom), project).pipe(take(40)),
    );
    await pass(60_000);
    expect(values).toEqual(ids(intercom.conversations.slice(0, 40)));
    expect(intercom.requests).toHaveLength(2);
  });
});

describe('an error of the work', () => {
  it.each<[string, (error: Error) => ObservableInput<string>]>([
    [
      'thrown',
      (error) => {
        throw error;
      },
    ],
    ['of a promise', (error) => Promise.reject(error)],
    ['of an Observable', (error) => throwError(() => error)],
  ])('should end all other work and the request, and pass: %s', async (_, fail) => {
    const intercom = createTestIntercom({ conversations: 20, latency: 1_000 });
    const work = createWork((index) => (index === 2 ? 100 : 10_000));
    const mistake = new Error('my own');
    const result = collect(
      processConversations$(
        { ...optionsFor(intercom), perPage: 5, lowWater: 5 },
        (conversation, index) => (index === 3 ? fail(mistake) : work.project(conversation)),
        3,
      ),
    );
    await pass(1_099);
    expect(result).toMatchObject({ values: [], state: 'open' });
    expect(states(intercom)).toEqual(['answered', 'open']);
    expect(work.ended()).toBe(0);
    await pass(1);
    expect(result.error).toBe(mistake);
    expect(result.values).toEqual([intercom.conversations[2]?.id]);
    expect(work.ended()).toBe(3);
    expect(states(intercom)).toEqual(['answered', 'aborted']);
    expect(jest.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(work.begun()).toBe(3);
    expect(intercom.requests).toHaveLength(2);
  });

  it('should not be followed by a request when it is the last of the page that fails', async () => {
    const intercom = createTestIntercom({ conversations: 20 });
    const project = (_: Conversation, index: number): Observable<number> =>
      index === 4 ? throwError(() => new Error('my own')) : timer(10);
    const options = { ...optionsFor(intercom), perPage: 5 };
    const { error } = await runToEnd(processConversations$(options, project));
    await pass(60_000);
    expect(error).toEqual(new Error('my own'));
    expect(intercom.requests).toHaveLength(1);
  });
});

describe('the end of processConversations$', () => {
  it('should end all work and the request when unsubscribed', async () => {
    const intercom = createTestIntercom({ conversations: 20, latency: 1_000 });
    const work = createWork(() => 10_000);
    const options = { ...optionsFor(intercom), perPage: 5, lowWater: 5 };
    const result = collect(processConversations$(options, work.project, 3));
    await pass(1_500);
    expect(work.begun()).toBe(3);
    expect(states(intercom)).toEqual(['answered', 'open']);
    result.unsubscribe();
    expect(work.ended()).toBe(3);
    expect(states(intercom)).toEqual(['answered', 'aborted']);
    expect(jest.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(result).toMatchObject({ values: [], state: 'open' });
    expect(work.begun()).toBe(3);
  });

  it('should end the page ahead when unsubscribed', async () => {
    const intercom = createTestIntercom({ conversations: 20, latency: 1_000 });
    const work = createWork(() => 10_000);
    const options = { ...optionsFor(intercom), perPage: 5, prefetch: true };
    const result = collect(processConversations$(options, work.project));
    await pass(1_500);
    expect(states(intercom)).toEqual(['answered', 'open']);
    result.unsubscribe();
    expect(states(intercom)).toEqual(['answered', 'aborted']);
    expect(work.ended()).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should come when the work on the last page does', async () => {
    const intercom = createTestIntercom({ conversations: 7 });
    const options = { ...optionsFor(intercom), perPage: 5 };
    const { elapsed } = await runToEnd(processConversations$(options, () => timer(1_000), 7));
    expect(elapsed).toBe(2_000);
  });

  it('should be a failing page, passed on as it is', async () => {
    const intercom = createTestIntercom({
      conversations: 20,
      fault: ({ number }) => (number > 1 ? { status: 500 } : undefined),
    });
    const work = createWork(() => 10);
    const options = { ...optionsFor(intercom), perPage: 5 };
    const { values, error } = await runToEnd(processConversations$(options, work.project));
    expect(values).toEqual(ids(intercom.conversations.slice(0, 5)));
    const { startingAfter } = intercom.requests[1] ?? {};
    expect(error).toMatchObject({ kind: 'error-list', attempts: 6, startingAfter });
    const rest = await runToEnd(
      conversationPages$({
        ...optionsFor(createTestIntercom({ conversations: 20 })),
        startingAfter,
      }),
    );
    expect(rest.values.flatMap(({ conversations }) => ids(conversations))).toEqual(
      ids(intercom.conversations.slice(5)),
    );
  });

  it.each([
    ['plainly', {}, 1],
    ['with several at once', {}, 3],
    ['with prefetch', { prefetch: true }, 1],
    ['with lowWater', { lowWater: 3 }, 1],
  ] as const)(
    'should name when aborted the page that is not used up, %s',
    async (_, extra, concurrency) => {
      const intercom = createTestIntercom({ conversations: 50 });
      const controller = new AbortController();
      const { signal } = controller;
      const options = { ...optionsFor(intercom), perPage: 10, signal, ...extra };
      const result = collect(
        processConversations$(
          options,
          ({ id }, index) => {
            if (index === 19) return timer(10_000).pipe(map(() => id));
            return timer(10).pipe(map(() => id));
          },
          concurrency,
        ),
      );
      await pass(5_000);
      controller.abort('enough');
      expect(result.values).toHaveLength(19);
      expect(result.error).toMatchObject({ kind: 'abort', cause: 'enough' });
      expect(jest.getTimerCount()).toBe(0);
      const { startingAfter } = result.error as IntercomError;
      const rest = await runToEnd(conversations$({ ...optionsFor(intercom), startingAfter }));
      expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(10)));
    },
  );

  it('should be an abort also during the work on the last page', async () => {
    const intercom = createTestIntercom({ conversations: 25 });
    const controller = new AbortController();
    const work = createWork((index) => (index < 22 ? 10 : 10_000));
    const options = { ...optionsFor(intercom), signal: controller.signal };
    const result = collect(processConversations$(options, work.project, 2));
    await pass(5_000);
    expect(result).toMatchObject({ state: 'open' });
    controller.abort('enough');
    expect(result.error).toMatchObject({
      kind: 'abort',
      cause: 'enough',
      startingAfter: intercom.requests[1]?.startingAfter,
    });
    expect(work.begun()).toBe(24);
    expect(work.ended()).toBe(24);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should be an abort also while the work before a failed page goes on', async () => {
    const intercom = createTestIntercom({
      conversations: 50,
      fault: ({ number }) => (number > 1 ? { status: 401 } : undefined),
    });
    const controller = new AbortController();
    const work = createWork(() => 10_000);
    const options = { ...optionsFor(intercom), lowWater: 20, signal: controller.signal };
    const result = collect(processConversations$(options, work.project, 2));
    await pass(5_000);
    expect(intercom.requests).toHaveLength(2);
    expect(result.state).toBe('open');
    controller.abort('enough');
    expect(result.error).toMatchObject({ kind: 'abort', startingAfter: undefined });
    expect(work.ended()).toBe(2);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should listen to the signal no longer than the work takes', async () => {
    const intercom = createTestIntercom({ conversations: 25 });
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, 'addEventListener');
    const removed = jest.spyOn(signal, 'removeEventListener');
    const options = { ...optionsFor(intercom), signal };
    const { error } = await runToEnd(processConversations$(options, () => timer(10)));
    expect(error).toBeUndefined();
    expect(added.mock.calls.length).toBeGreaterThan(0);
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });

  it.each([0, 3])(
    'should lose nothing that was in hand when a page fails and is resumed, lowWater %i',
    async (lowWater) => {
      const intercom = createTestIntercom({
        conversations: 50,
        fault: ({ number }) => (number === 3 ? { status: 500 } : undefined),
      });
      const work = createWork((index) => (index >= 17 ? 1_000 : 10));
      const options = { ...optionsFor(intercom), perPage: 10, lowWater };
      const first = await runToEnd(
        processConversations$({ ...options, retry: false }, work.project),
      );
      expect(first.error).toMatchObject({ kind: 'error-list', attempts: 1 });
      const { startingAfter } = first.error as IntercomError;
      const second = await runToEnd(conversations$({ ...options, startingAfter }));
      expect(new Set([...first.values, ...ids(second.values)])).toEqual(
        new Set(ids(intercom.conversations)),
      );
    },
  );
});

describe('the options of processConversations$', () => {
  it.each([
    [0, '0'],
    [-1, '-1'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    ['2', '"2"'],
    [null, 'null'],
  ])('should refuse a concurrency of %p', async (concurrency, got) => {
    const intercom = createTestIntercom();
    const result = collect(
      processConversations$(optionsFor(intercom), () => EMPTY, concurrency as number),
    );
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'concurrency' });
    expect(String(result.error)).toContain(`Invalid option concurrency: got ${got}; it may be an`);
    expect(intercom.requests).toHaveLength(0);
  });

  it.each([-1, 0.5, Number.NaN, '1', null])('should refuse a lowWater of %p', async (lowWater) => {
    const intercom = createTestIntercom();
    const options = { ...optionsFor(intercom), lowWater: lowWater as number };
    const result = collect(processConversations$(options, () => EMPTY));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'lowWater' });
    expect(intercom.requests).toHaveLength(0);
  });

  it('should refuse what conversations$ refuses', async () => {
    const intercom = createTestIntercom();
    const options = { ...optionsFor(intercom), perPage: 0 };
    const result = collect(processConversations$(options, () => EMPTY));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'perPage' });
  });

  it.each([undefined, null, 'token'])('should refuse %p in their place', async (options) => {
    const result = collect(
      processConversations$(options as unknown as ProcessOptions, () => EMPTY),
    );
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'options' });
  });

  it('should apply limit to the conversations that are worked on', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const work = createWork(() => 10);
    const options = { ...optionsFor(intercom), limit: 25 };
    const { values } = await runToEnd(processConversations$(options, work.project, 2));
    expect(values).toEqual(ids(intercom.conversations.slice(0, 25)));
    expect(work.begun()).toBe(25);
    expect(intercom.requests.map(({ perPage }) => perPage)).toEqual([20, 5]);
  });

  it('should let work begin late', async () => {
    const intercom = createTestIntercom({ conversations: 5 });
    const { values } = await runToEnd(
      processConversations$(optionsFor(intercom), ({ id }) => defer(() => of(id).pipe(delay(5)))),
    );
    expect(values).toEqual(ids(intercom.conversations));
  });
});
