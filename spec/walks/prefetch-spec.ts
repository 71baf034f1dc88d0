import { describe, expect, it } from '@jest/globals';
import { map, take, timer } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type ConversationsOptions,
  type FetchResponse,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { now } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { BODY, type Piece } from './arriving.ts';
import { createLine, type LineConfig } from './create-line.ts';

useVirtualTimeStrictly();

/** A response without a stream: what cross-fetch gives in Node. */
function withoutStream({ status, headers }: Response, pieces: readonly Piece[]): FetchResponse {
  return {
    status,
    url: '',
    redirected: false,
    headers,
    text: async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, BODY);
      });
      return new TextDecoder().decode(Buffer.concat(pieces.map(({ bytes }) => bytes)));
    },
  };
}

/** A list body whose `pages` comes last. */
function pagesLast(text: string): string {
  const { pages, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ ...rest, pages });
}

/** How long the conversations of a page are worked on, all in all. */
const WORK = 100;

function worked(options: ConversationsOptions) {
  return processConversations$(options, ({ id }) => timer(WORK / 20).pipe(map(() => id)));
}

describe('a walk without prefetch', () => {
  it('should ask for a page when the one before it is delivered', async () => {
    const { intercom, options, asked } = createLine();
    const { values, elapsed } = await runToEnd(conversations$(options));
    expect(values).toEqual(intercom.conversations);
    expect(asked()).toEqual([0, 400, 800, 1200, 1600, 2000, 2400, 2800, 3200, 3600]);
    expect(elapsed).toBe(4_000);
  });

  it.each([
    [1, 1],
    [20, 1],
    [21, 2],
    [40, 2],
  ])('should make for take(%i) just %i requests and abort none', async (n, requests) => {
    const { exchanges, options } = createLine();
    await runToEnd(conversations$({ ...options, prefetch: false }).pipe(take(n)));
    await pass(60_000);
    expect(exchanges).toHaveLength(requests);
    expect(exchanges.filter(({ aborted }) => aborted !== undefined)).toEqual([]);
  });

  it('should wait for the work to be done', async () => {
    const { intercom, options, asked } = createLine();
    const { values, elapsed } = await runToEnd(worked(options));
    expect(values).toEqual(intercom.conversations.map(({ id }) => id));
    expect(asked()).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
    expect(elapsed).toBe(5_000);
  });
});

describe('a walk with prefetch', () => {
  it('should ask for a page as soon as the cursor of the one before it is there', async () => {
    const { intercom, options, asked } = createLine();
    const { values, elapsed } = await runToEnd(conversations$({ ...options, prefetch: true }));
    expect(values).toEqual(intercom.conversations);
    expect(asked()).toEqual([0, 150, 400, 550, 800, 950, 1200, 1350, 1600, 1750]);
    expect(elapsed).toBeLessThanOrEqual(2_160);
  });

  it('should deliver each page when the whole of it is there', async () => {
    const { options } = createLine({ conversations: 100 });
    const times: number[] = [];
    const result = collect(conversationPages$({ ...options, prefetch: true }), () => {
      times.push(now());
    });
    await pass(5_000);
    expect(result.state).toBe('complete');
    expect(times).toEqual([400, 550, 800, 950, 1200]);
    expect(result.values.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('should ask for one page ahead of the work, and for no more', async () => {
    const { intercom, options, asked } = createLine();
    const { values, elapsed } = await runToEnd(worked({ ...options, prefetch: true }));
    expect(values).toEqual(intercom.conversations.map(({ id }) => id));
    expect(asked()).toEqual([0, 150, 500, 650, 1000, 1150, 1500, 1650, 2000, 2150]);
    expect(elapsed).toBeLessThanOrEqual(2_660);
  });

  it('should keep to one page ahead of work that never ends', async () => {
    const { options, asked } = createLine();
    const result = collect(
      processConversations$({ ...options, prefetch: true }, () => timer(3_600_000)),
    );
    await pass(600_000);
    expect(asked()).toEqual([0, 150]);
    result.unsubscribe();
  });

  it('should do so in for await, too', async () => {
    const { intercom, options, asked } = createLine({ conversations: 60 });
    const iterator = iterateConversations({ ...options, prefetch: true });
    const calls = Array.from({ length: 61 }, () => iterator.next());
    await pass(5_000);
    const results = await Promise.all(calls);
    expect(results.slice(0, 60).map(({ value }): unknown => value)).toEqual(intercom.conversations);
    expect(asked()).toEqual([0, 150, 400]);
  });

  it('should do so where cursors are URLs, too', async () => {
    const { intercom, options, asked } = createLine({ conversations: 60 });
    const { values } = await runToEnd(
      conversations$({ ...options, prefetch: true, version: '2.5' }),
    );
    expect(values).toEqual(intercom.conversations);
    expect(asked()).toEqual([0, 150, 400]);
  });

  it.each<[string, LineConfig]>([
    ['there is no stream to read', { respond: withoutStream }],
    ['pages comes last', { rewrite: pagesLast }],
    [
      'pages is not in the first 100 kB',
      { rewrite: (text) => text.replace('{', `{"padding":"${'x'.repeat(2_000_000)}",`) },
    ],
  ])('should ask for a page when the one before it has arrived, where %s', async (_, config) => {
    const plain = createLine({ conversations: 80, ...config });
    const { values } = await runToEnd(conversations$({ ...plain.options, prefetch: true }));
    expect(values).toEqual(plain.intercom.conversations);
    expect(plain.asked()).toEqual([0, 400, 800, 1200]);

    const busy = createLine({ conversations: 80, ...config });
    const start = now();
    const { elapsed } = await runToEnd(worked({ ...busy.options, prefetch: true }));
    expect(busy.asked().map((at) => at - start)).toEqual([0, 400, 800, 1200]);
    expect(elapsed).toBeLessThanOrEqual(1_720);
  });
});
