import { Readable } from 'node:stream';
import { describe, expect, it, jest } from '@jest/globals';
import { from, take } from 'rxjs';
import { iterateConversations, type Conversation } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { loop, pullAll, settle } from '../helpers/pull.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('iterateConversations in for await', () => {
  it('should give every conversation once, in order', async () => {
    const intercom = createTestIntercom({ conversations: 53, latency: 100 });
    const seen = await settle(loop(optionsFor(intercom), () => undefined));
    expect(seen).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(3);
  });

  it('should give nothing for an empty workspace', async () => {
    const intercom = createTestIntercom({ conversations: 0 });
    expect(await settle(loop(optionsFor(intercom), () => undefined))).toEqual([]);
    expect(intercom.requests).toHaveLength(1);
  });

  it('should go on past empty pages', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) =>
        number === 1 || number === 2
          ? {
              body: {
                type: 'conversation.list',
                conversations: [],
                pages: { next: { starting_after: btoa(`[9000000000000,"${number}",1]`) } },
              },
            }
          : undefined,
    });
    const seen = await settle(loop(optionsFor(intercom), () => undefined));
    expect(seen).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(5);
  });

  it.each([
    [1, 1],
    [19, 1],
    [20, 1],
    [21, 2],
    [40, 2],
    [41, 3],
  ])('should have made for a break after %i of 20 a page %i requests', async (count, requests) => {
    const intercom = createTestIntercom({ conversations: 100, latency: 100 });
    const seen = await settle(
      loop(optionsFor(intercom), (_, n) => (n === count ? 'break' : undefined)),
    );
    await pass(60_000);
    expect(seen).toEqual(intercom.conversations.slice(0, count));
    expect(states(intercom)).toEqual(Array.from({ length: requests }, () => 'answered'));
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([false, true])(
    'should clean up when the loop throws, with prefetch: %s',
    async (prefetch) => {
      const intercom = createTestIntercom({ conversations: 100, latency: 100 });
      const mistake = new Error('my own');
      const result = loop({ ...optionsFor(intercom), prefetch }, (_, count) => {
        if (count === 25) throw mistake;
      });
      await expect(settle(result)).rejects.toBe(mistake);
      await pass(60_000);
      const expected = ['answered', 'answered', ...(prefetch ? ['aborted'] : [])];
      expect(states(intercom)).toEqual(expected);
      expect(jest.getTimerCount()).toBe(0);
    },
  );

  it('should ask for nothing beyond the page in hand while the loop is slow', async () => {
    const intercom = createTestIntercom({ conversations: 60 });
    const ahead: number[] = [];
    const result = loop(optionsFor(intercom), async (_, count) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 1_000);
      });
      ahead.push(intercom.requests.length - Math.ceil(count / 20));
    });
    const seen = await settle(result);
    expect(seen).toHaveLength(60);
    expect(new Set(ahead)).toEqual(new Set([0]));
  });

  it('should ask with prefetch for one page ahead of the page in hand, and for no more', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const requests: number[] = [];
    const result = loop({ ...optionsFor(intercom), prefetch: true }, async (_, count) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 1_000);
      });
      if (count % 20 === 1 || count % 20 === 0) requests.push(intercom.requests.length);
    });
    const seen = await settle(result);
    expect(seen).toEqual(intercom.conversations);
    expect(requests).toEqual([2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
  });

  it('should abort the page ahead at a break', async () => {
    const intercom = createTestIntercom({ conversations: 100, latency: 100 });
    const seen = await settle(
      loop({ ...optionsFor(intercom), prefetch: true }, (_, n) => (n === 3 ? 'break' : undefined)),
    );
    expect(seen).toHaveLength(3);
    expect(states(intercom)).toEqual(['answered', 'aborted']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should end with the failure of a page, after all that came before', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      fault: ({ number }) => (number > 2 ? { status: 503 } : undefined),
    });
    const seen: Conversation[] = [];
    const result = loop(optionsFor(intercom), (conversation) => seen.push(conversation));
    await expect(settle(result)).rejects.toMatchObject({ kind: 'error-list', attempts: 6 });
    expect(seen).toEqual(intercom.conversations.slice(0, 40));
  });
});

describe('the limit of iterateConversations', () => {
  it.each([
    [1, [1]],
    [5, [5]],
    [20, [20]],
    [25, [20, 5]],
    [60, [20, 20, 20]],
    [61, [20, 20, 20]],
  ])('should give %i at most, from pages of %j', async (limit, sizes) => {
    const intercom = createTestIntercom({ conversations: 60 });
    const options = { ...optionsFor(intercom), limit };
    const { values } = await settle(pullAll(iterateConversations(options)));
    expect(values).toEqual(intercom.conversations.slice(0, limit));
    expect(intercom.requests.map(({ perPage }) => perPage)).toEqual(sizes);
  });
});

describe('iterateConversations as a bridge', () => {
  it('should feed a Readable', async () => {
    const intercom = createTestIntercom({ conversations: 45 });
    const readable = Readable.from(iterateConversations(optionsFor(intercom)));
    expect(await settle(readable.toArray())).toEqual(intercom.conversations);
  });

  it('should be ended by a Readable that is destroyed', async () => {
    const intercom = createTestIntercom({ conversations: 100, latency: 1_000 });
    const readable = Readable.from(iterateConversations(optionsFor(intercom)));
    readable.resume();
    await pass(1_500);
    expect(states(intercom)).toEqual(['answered', 'open']);
    readable.destroy();
    await pass();
    expect(states(intercom)).toEqual(['answered', 'aborted']);
  });

  it('should feed a web stream, and be ended by its cancel', async () => {
    const { from: streamFrom } = ReadableStream as typeof ReadableStream & {
      readonly from?: (source: AsyncIterable<Conversation>) => ReadableStream<Conversation>;
    };
    const intercom = createTestIntercom({ conversations: 100, latency: 100 });
    // Nodes before 20.6 have no `ReadableStream.from`.
    const stream =
      streamFrom?.(iterateConversations(optionsFor(intercom))) ??
      (Readable.toWeb(
        Readable.from(iterateConversations(optionsFor(intercom))),
      ) as ReadableStream<Conversation>);
    const reader = stream.getReader();
    const seen: (Conversation | undefined)[] = [];
    for (let read = 0; read < 30; read += 1) seen.push((await settle(reader.read())).value);
    await settle(reader.cancel());
    expect(seen).toEqual(intercom.conversations.slice(0, 30));
    await pass(60_000);
    expect(intercom.requests).toHaveLength(2);
  });

  it('should feed an Observable', async () => {
    const intercom = createTestIntercom({ conversations: 45, latency: 100 });
    const { values, error } = await runToEnd(from(iterateConversations(optionsFor(intercom))));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
  });

  it('should pull no more than an Observable of it was asked for', async () => {
    const intercom = createTestIntercom({ conversations: 100, latency: 100 });
    const source = from(iterateConversations(optionsFor(intercom)));
    const { values } = await runToEnd(source.pipe(take(20)));
    await pass(60_000);
    expect(values).toEqual(intercom.conversations.slice(0, 20));
  });
});
