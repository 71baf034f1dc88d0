import { describe, expect, it } from '@jest/globals';
import { concatMap, delay, EMPTY, map, of, take, throwError, timer } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type Checkpoint,
  type Conversation,
  type Fetch,
  type IntercomError,
  type StreamEvent,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { listing } from '../helpers/listing.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf, stored } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

const all = Object.entries(ways);
const API = {
  format: 1,
  baseUrl: 'https://api.intercom.io',
  version: '2.7',
  catchUp: null,
} as const;

describe('the checkpoint of a page', () => {
  it('should lead behind it', async () => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    expect(pages).toHaveLength(6);
    for (const [index, { checkpoint }] of pages.entries()) {
      const options = { ...optionsFor(intercom), resumeFrom: stored(checkpoint) };
      const rest = await runToEnd(conversations$(options));
      expect(rest.error).toBeUndefined();
      expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(index * 20 + 20)));
    }
  });

  it('should cost no request when nothing is left', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), resumeFrom: stored(pages[1]?.checkpoint) };
    const rest = await runToEnd(conversationPages$(options));
    expect(rest).toMatchObject({ values: [], error: undefined });
    expect(intercom.requests).toHaveLength(2);
  });

  it('should go on counting the pages', async () => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), resumeFrom: stored(pages[2]?.checkpoint) };
    expect(options.resumeFrom).toMatchObject({ ...API, pass: 0, page: 4, cursor: pages[2]?.next });
    const rest = await runToEnd(conversationPages$(options));
    expect(rest.values.map(({ number }) => number)).toEqual([4, 5, 6]);
  });

  it.each([1, 7, 50, 150])('should go on in pages of another size: %i', async (perPage) => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), perPage, resumeFrom: stored(pages[1]?.checkpoint) };
    const rest = await runToEnd(conversations$(options));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(40)));
  });

  it('should make of a finished walk one that reads what has changed since', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const changed = [intercom.update('17'), intercom.add()];
    const options = {
      ...optionsFor(intercom),
      catchUp: true,
      resumeFrom: stored(pages.at(-1)?.checkpoint),
    };
    const rest = await runToEnd(conversationPages$(options));
    expect(rest.values.flatMap((page) => ids(page.conversations)).sort()).toEqual(
      ids(changed).slice().sort(),
    );
    expect(intercom.requests).toHaveLength(7);
    const again = { ...options, resumeFrom: stored(rest.values.at(-1)?.checkpoint) };
    expect((await runToEnd(conversations$(again))).values).toEqual([]);
    expect(intercom.requests).toHaveLength(8);
  });

  it('should lead to what a limit has cut off', async () => {
    const intercom = createTestIntercom({ conversations: 60 });
    const options = { ...optionsFor(intercom), version: '2.5' };
    const { values: pages } = await runToEnd(conversationPages$({ ...options, limit: 25 }));
    expect(pages.map(({ conversations }) => conversations.length)).toEqual([20, 5]);
    const resumeFrom = stored(pages[1]?.checkpoint);
    const rest = await runToEnd(conversations$({ ...options, resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(25)));
  });

  it('should hold no token', async () => {
    const intercom = createTestIntercom({ conversations: 30, token: 'secret-token' });
    const options = { ...optionsFor(intercom), token: 'secret-token' };
    const { values: pages } = await runToEnd(conversationPages$(options));
    expect(JSON.stringify(pages.map(({ checkpoint }) => checkpoint))).not.toContain('secret');
  });
});

describe('the checkpoint of an error', () => {
  it.each(all)('should lead to the page that failed, with %s', async (_, stream) => {
    let broken = true;
    const intercom = createTestIntercom({
      conversations: 100,
      fault: ({ number }) => (broken && number > 3 ? { status: 500 } : undefined),
    });
    const first = await runToEnd(stream(optionsFor(intercom)));
    expect(first.error).toMatchObject({ kind: 'error-list', checkpoint: { page: 4 } });
    broken = false;
    const options = { ...optionsFor(intercom), resumeFrom: checkpointOf(first.error) };
    const second = await runToEnd(stream(options));
    expect(ids([...first.values, ...second.values])).toEqual(ids(intercom.conversations));
  });

  it('should be where the walk begins when the first page fails', async () => {
    const intercom = createTestIntercom({ fault: () => ({ status: 404 }) });
    const { error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(checkpointOf(error)).toEqual({
      ...API,
      pass: 0,
      page: 1,
      cursor: null,
      newest: null,
      startedAt: null,
      since: null,
      lateBefore: null,
      delivered: [],
    });
  });

  it('should be that of a resumed walk, too', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const resumeFrom = stored(pages[1]?.checkpoint);
    const failing = createTestIntercom({ fault: () => ({ status: 404 }) });
    const { error } = await runToEnd(conversations$({ ...optionsFor(failing), resumeFrom }));
    expect(checkpointOf(error)).toEqual(resumeFrom);
  });

  it('should be none where no walk was made', async () => {
    const { error } = await runToEnd(conversations$({ token: 'tk-7f3a', perPage: 0 }));
    expect(error).toMatchObject({ kind: 'invalid-options', checkpoint: null });
  });
});

describe.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('an abort anywhere (catchUp: %s, prefetch: %s)', (catchUp, prefetch) => {
  it('should be resumed inside a page, with conversations$', async () => {
    for (const count of [0, 1, 2, 19, 20, 21, 39, 40, 41, 45, 46]) {
      const intercom = createTestIntercom({ conversations: 46 });
      const controller = new AbortController();
      const options = { ...optionsFor(intercom), catchUp, prefetch, signal: controller.signal };
      if (count === 0) controller.abort();
      const first = collect(conversations$(options), () => {
        if (first.values.length === count) controller.abort();
      });
      await pass();
      expect(first.values).toHaveLength(count);
      expect(first.error).toMatchObject({ kind: 'abort' });
      const resumeFrom = checkpointOf(first.error);
      const rest = await runToEnd(conversations$({ ...options, signal: undefined, resumeFrom }));
      expect(ids([...first.values, ...rest.values])).toEqual(ids(intercom.conversations));
    }
  });

  it('should be resumed behind the page in hand, with conversationPages$', async () => {
    const intercom = createTestIntercom({ conversations: 46 });
    const controller = new AbortController();
    const options = { ...optionsFor(intercom), catchUp, prefetch, signal: controller.signal };
    const first = collect(conversationPages$(options), ({ number }) => {
      if (number === 2) controller.abort();
    });
    await pass();
    const resumeFrom = checkpointOf(first.error);
    expect(resumeFrom).toEqual(stored(first.values[1]?.checkpoint));
    const rest = await runToEnd(conversations$({ ...options, signal: undefined, resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(40)));
  });

  it('should be resumed inside a page, with iterateConversations', async () => {
    for (const count of [1, 19, 20, 21, 40, 45]) {
      const intercom = createTestIntercom({ conversations: 46 });
      const controller = new AbortController();
      const options = { ...optionsFor(intercom), catchUp, prefetch, signal: controller.signal };
      const rows = iterateConversations(options);
      const first: Conversation[] = [];
      for (let index = 0; index < count; index += 1) {
        const { value } = await rows.next();
        if (value !== undefined) first.push(value as Conversation);
      }
      controller.abort();
      const error: unknown = await rows.next().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: 'abort' });
      const resumeFrom = checkpointOf(error);
      const rest = await runToEnd(conversations$({ ...options, signal: undefined, resumeFrom }));
      expect(ids([...first, ...rest.values])).toEqual(ids(intercom.conversations));
    }
  });

  it('should be resumed behind the finished work, with processConversations$', async () => {
    for (let time = 0; time <= 1_400; time += 70) {
      const intercom = createTestIntercom({ conversations: 46, latency: 50 });
      const controller = new AbortController();
      const options = { ...optionsFor(intercom), catchUp, prefetch, signal: controller.signal };
      // Longer and shorter work, so that it does not finish in the order it was begun in.
      const work = (row: Conversation, index: number) => of(row).pipe(delay(10 + (index % 5) * 25));
      const first = collect(processConversations$({ ...options, lowWater: 5 }, work, 4));
      await pass(time);
      controller.abort();
      if (first.state === 'complete') continue;
      const resumeFrom = checkpointOf(first.error);
      const rest = await runToEnd(conversations$({ ...options, signal: undefined, resumeFrom }));
      const done = [...ids(first.values), ...ids(rest.values)];
      expect(done.slice().sort()).toEqual(ids(intercom.conversations).slice().sort());
    }
  });
});

describe('onCheckpoint of processConversations$', () => {
  it('should be past all finished work and no other, after each piece of it', async () => {
    const intercom = createTestIntercom({ conversations: 46, latency: 50 });
    const finished = new Set<string>();
    const checks: { finished: readonly string[]; checkpoint: Checkpoint }[] = [];
    const options = {
      ...optionsFor(intercom),
      lowWater: 8,
      onCheckpoint: (checkpoint: Checkpoint) => {
        checks.push({ finished: [...finished], checkpoint: stored(checkpoint) });
      },
    };
    const work$ = processConversations$(
      options,
      ({ id }, index) =>
        timer(10 + (index % 7) * 30).pipe(
          map(() => {
            finished.add(id);
          }),
        ),
      5,
    );
    await runToEnd(work$);
    expect(checks).toHaveLength(46);
    for (const { finished: done, checkpoint } of checks) {
      const rest = await runToEnd(
        conversations$({ ...optionsFor(intercom), resumeFrom: checkpoint }),
      );
      expect([...done, ...ids(rest.values)].sort()).toEqual(
        ids(intercom.conversations).slice().sort(),
      );
    }
  });

  it('should not be past work that failed or was empty-handed', async () => {
    const intercom = createTestIntercom({ conversations: 10 });
    const checkpoints: Checkpoint[] = [];
    const options = {
      ...optionsFor(intercom),
      onCheckpoint: (checkpoint: Checkpoint) => checkpoints.push(checkpoint),
    };
    const failing$ = processConversations$(options, (_, index) =>
      index === 3 ? throwError(() => new Error('disk full')) : EMPTY,
    );
    const { error } = await runToEnd(failing$);
    expect(error).toEqual(new Error('disk full'));
    expect(checkpoints).toHaveLength(3);
    const resumeFrom = stored(checkpoints.at(-1));
    const rest = await runToEnd(conversations$({ ...optionsFor(intercom), resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(3)));
  });
});

describe('an iterator that goes on after a failure', () => {
  it('should catch up as if nothing had happened', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      fault: ({ number }) => {
        if (number === 3) intercom.update('1');
        return number === 4 || number === 8 ? { status: 404 } : undefined;
      },
    });
    const rows = iterateConversations({ ...optionsFor(intercom), catchUp: true });
    const seen: Conversation[] = [];
    let failures = 0;
    for (;;) {
      const result = await rows.next().catch(() => undefined);
      if (result === undefined) failures += 1;
      else if (result.done) break;
      else seen.push(result.value);
    }
    expect(failures).toBe(2);
    expect(new Map(seen.map((row) => [row.id, row]))).toEqual(
      new Map(intercom.conversations.map((row) => [row.id, row])),
    );
    expect(seen).toHaveLength(100);
  });
});

describe('an abort by the observer of events', () => {
  const kinds = ['request', 'response', 'retry', 'wait', 'page', 'pass'] as const;

  it.each(all.flatMap(([name, way]) => kinds.map((kind) => [name, kind, way] as const)))(
    'should lose and double nothing: %s in a %s',
    async (_, kind, open) => {
      const intercom = createTestIntercom({
        conversations: 60,
        rateLimit: { limit: 2, window: 10_000 },
        fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
      });
      const options = { ...optionsFor(intercom), catchUp: true };
      const controller = new AbortController();
      let seen = 0;
      const next = (event: StreamEvent): void => {
        if (event.kind === kind) seen += 1;
        const isLate = kind === 'retry' || kind === 'wait' || kind === 'pass' || seen === 2;
        if (event.kind === kind && isLate) controller.abort();
      };
      const first = await runToEnd(
        open({ ...options, signal: controller.signal, events: { next } }),
      );
      expect(first.error).toMatchObject({ kind: 'abort' });
      const second = await runToEnd(open({ ...options, resumeFrom: checkpointOf(first.error) }));
      expect(second.error).toBeUndefined();
      expect([...ids(first.values), ...ids(second.values)]).toEqual(ids(intercom.conversations));
    },
  );
});

describe('the checkpoint of a list that is not ordered', () => {
  it('should not grow with the walk', async () => {
    const conversations = createTestIntercom({ conversations: 400 }).conversations;
    const ascending = [...conversations].reverse();
    const { fetch } = listing(ascending, 20);
    const { values } = await runToEnd(conversationPages$({ token: 'tk-7f3a', fetch }));
    expect(values).toHaveLength(20);
    expect(values.at(-1)?.checkpoint.delivered.length).toBeLessThan(5);
  });
});

describe('a checkpoint of rows that are not as described', () => {
  it.each([
    ['a number for an id', { id: 7 }],
    ['a text for a time', { updated_at: 'yesterday' }],
    ['no time', { updated_at: undefined }],
  ])('should be taken, and lose nothing: %s', async (_, changes) => {
    const body = (...numbers: readonly string[]): object => ({
      conversations: numbers.map((id) => ({ id, updated_at: 100, ...changes, number: id })),
      pages: { next: numbers.includes('4') ? null : { starting_after: 'b' } },
    });
    const fetch: Fetch = (url) =>
      Promise.resolve(Response.json(url.includes('after=b') ? body('3', '4') : body('1', '2')));
    const options = { token: 'tk-7f3a', fetch };
    for (const wanted of [1, 2, 3, 4]) {
      const controller = new AbortController();
      const first = collect(conversations$({ ...options, signal: controller.signal }), () => {
        if (first.values.length === wanted) controller.abort();
      });
      await pass();
      expect(first.values).toHaveLength(wanted);
      const resumeFrom = checkpointOf(first.error);
      const second = await runToEnd(conversations$({ ...options, resumeFrom }));
      expect(second.error).toBeUndefined();
      expect(first.values.length + second.values.length).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('a function of the caller that fails', () => {
  const fail = (): never => {
    throw new Error('disk full');
  };

  it.each(all)('should not lose the place, as onComplete of %s', async (_, stream) => {
    const intercom = createTestIntercom({ conversations: 30 });
    const { error } = await runToEnd(stream({ ...optionsFor(intercom), onComplete: fail }));
    expect(error).toMatchObject({ kind: 'invalid-options', checkpoint: { pass: 1 } });
  });

  it('should not lose the place, as onCheckpoint', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    let count = 0;
    const onCheckpoint = (): void => {
      count += 1;
      if (count === 15) fail();
    };
    const options = { ...optionsFor(intercom), onCheckpoint };
    const { error } = await runToEnd(processConversations$(options, (row) => of(row)));
    const resumeFrom = checkpointOf(error);
    const rest = await runToEnd(conversations$({ ...optionsFor(intercom), resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(15)));
  });
});

describe('rows without a time', () => {
  it('should be resumed behind as well', async () => {
    const page = listBody(['1', '2']);
    const { fetch } = mockFetch(page, page);
    const controller = new AbortController();
    const options = { token: 'tk-7f3a', fetch };
    const first = collect(conversations$({ ...options, signal: controller.signal }), () => {
      controller.abort();
    });
    await pass();
    const { checkpoint } = first.error as IntercomError;
    const rest = collect(conversations$({ ...options, resumeFrom: checkpoint ?? undefined }));
    await pass();
    expect(ids([...first.values, ...rest.values])).toEqual(['1', '2']);
  });
});

describe('the limiter of an iterator', () => {
  it('should outlive a failure, also where the option is undefined', async () => {
    const intercom = createTestIntercom({
      conversations: 10,
      fault: ({ number }) =>
        number === 1 ? { status: 429, headers: { 'retry-after': '5' } } : undefined,
    });
    const options = { ...optionsFor(intercom), rateLimiter: undefined, retry: false } as const;
    const rows = iterateConversations(options);
    await expect(rows.next()).rejects.toMatchObject({ kind: 'rate-limit' });
    const second = rows.next();
    await pass(4_000);
    expect(intercom.requests).toHaveLength(1);
    await pass(2_000);
    expect(await second).toMatchObject({ done: false });
  });
});

describe('take and a checkpoint', () => {
  it('should be exact with the pages that were taken', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const pages = await runToEnd(conversationPages$(optionsFor(intercom)).pipe(take(2)));
    const resumeFrom = stored(pages.values.at(-1)?.checkpoint);
    const rest$ = conversationPages$({ ...optionsFor(intercom), resumeFrom });
    const rest = await runToEnd(rest$.pipe(concatMap((page) => page.conversations)));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(40)));
    expect(intercom.requests).toHaveLength(5);
  });
});
