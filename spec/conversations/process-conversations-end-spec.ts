import { describe, expect, it, jest } from '@jest/globals';
import { map, throwError, timer, type Observable, type ObservableInput } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  processConversations$,
  type Conversation,
  type IntercomError,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createWork } from '../helpers/work.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

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
