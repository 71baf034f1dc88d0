import { describe, expect, it } from '@jest/globals';
import { concat, ignoreElements, of, take, timer, type Observable } from 'rxjs';
import { processConversations$, type Conversation, type Fetch } from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { now } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createWork } from '../helpers/work.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

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
