import { describe, expect, it } from '@jest/globals';
import { delay, of } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type Conversation,
  type StreamEvent,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf, stored } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

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

describe('an abort by the observer of events', () => {
  const kinds = ['request', 'response', 'retry', 'wait', 'page', 'pass'] as const;

  it.each(
    Object.entries(ways).flatMap(([name, way]) => kinds.map((kind) => [name, kind, way] as const)),
  )('should lose and double nothing: %s in a %s', async (_, kind, open) => {
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
    const first = await runToEnd(open({ ...options, signal: controller.signal, events: { next } }));
    expect(first.error).toMatchObject({ kind: 'abort' });
    const second = await runToEnd(open({ ...options, resumeFrom: checkpointOf(first.error) }));
    expect(second.error).toBeUndefined();
    expect([...ids(first.values), ...ids(second.values)]).toEqual(ids(intercom.conversations));
  });
});
