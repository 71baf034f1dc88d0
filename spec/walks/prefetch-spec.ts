import { describe, expect, it, jest } from '@jest/globals';
import { map, take, timer } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  iterateConversations,
  processConversations$,
  type ConversationsOptions,
  type Fetch,
  type FetchInit,
  type FetchResponse,
} from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { after, FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { now } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

/** Milliseconds from the request to the first byte, and from there to the last. */
const HEAD = 150;
const BODY = 250;
const PIECES = 10;

useVirtualTimeStrictly();

/** What came of a request, in milliseconds since the spec began. */
interface Exchange {
  readonly url: string;
  readonly asked: number;
  aborted?: number;
}

/** A slow line to a workspace, and what went over it. */
interface Line {
  readonly intercom: TestIntercom;
  readonly exchanges: readonly Exchange[];
  readonly options: ConversationsOptions;
  /** When the requests were made. */
  readonly asked: () => readonly number[];
}

interface LineConfig extends TestIntercomOptions {
  /** Changes the text of the bodies. */
  readonly rewrite?: (text: string) => string;
  /** Makes the response of its text, in place of one whose body is a stream. */
  readonly respond?: (response: Response, pieces: Piece[], init: FetchInit) => FetchResponse;
  /** Whether the body of this request, 1 for the first, breaks off after half of it. */
  readonly broken?: (number: number) => boolean;
  /** Whether aborting a request has no effect on it. */
  readonly deaf?: boolean;
}

/** Bytes, and how long after the headers they arrive. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Cuts a body into pieces: the first comes with the headers, the last when all is there. */
function split(text: string): Piece[] {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / (PIECES + 1));
  return Array.from({ length: PIECES + 1 }, (_, index) => ({
    bytes: bytes.subarray(index * size, (index + 1) * size),
    at: (index * BODY) / PIECES,
  }));
}

/** A body that arrives in pieces, until it is aborted or cancelled. */
function arriving(pieces: readonly Piece[], signal: AbortSignal, broken: boolean): ReadableStream {
  const [first, ...rest] = pieces;
  let timers: readonly NodeJS.Timeout[] = [];
  const clear = (): void => {
    for (const id of timers) clearTimeout(id);
  };
  return new ReadableStream<Uint8Array>({
    cancel: clear,
    start(controller) {
      if (first !== undefined) controller.enqueue(first.bytes);
      timers = rest.map(({ bytes, at }, index) =>
        setTimeout(() => {
          if (broken && at > BODY / 2) {
            stop(new TypeError('terminated'));
            return;
          }
          controller.enqueue(bytes);
          if (index === rest.length - 1) controller.close();
        }, at),
      );
      const stop = (reason: unknown): void => {
        clear();
        controller.error(reason);
      };
      signal.addEventListener('abort', () => {
        stop(signal.reason);
      });
    },
  });
}

function createLine({ rewrite, respond, broken, deaf, ...config }: LineConfig = {}): Line {
  const intercom = createTestIntercom({ conversations: 200, latency: HEAD, ...config });
  const exchanges: Exchange[] = [];
  const fetch: Fetch = async (url, given) => {
    const init = deaf === true ? { ...given, signal: new AbortController().signal } : given;
    const exchange: Exchange = { url, asked: now() };
    const number = exchanges.push(exchange);
    given.signal.addEventListener('abort', () => {
      exchange.aborted = now();
    });
    const response = await intercom.fetch(url, init);
    const text = await response.text();
    const pieces = split(rewrite?.(text) ?? text);
    if (respond !== undefined) return respond(response, pieces, init);
    const { status, headers } = response;
    const body = arriving(pieces, init.signal, broken?.(number) ?? false);
    return new Response(body, { status, headers });
  };
  return {
    intercom,
    exchanges,
    options: { token: 'test-token', fetch, random: () => 0.5 },
    asked: () => exchanges.map(({ asked }) => asked),
  };
}

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

  it.each([1, 5, 20])('should abort the page ahead that take(%i) does not need', async (n) => {
    const { exchanges, options } = createLine();
    const { values } = await runToEnd(conversations$({ ...options, prefetch: true }).pipe(take(n)));
    await pass(60_000);
    expect(values).toHaveLength(n);
    expect(exchanges).toMatchObject([{ asked: 0 }, { asked: 150, aborted: 400 }]);
    expect(exchanges).toHaveLength(2);
    expect(exchanges[0]).not.toHaveProperty('aborted');
  });

  it('should abort both requests when unsubscribed', async () => {
    const { exchanges, options } = createLine();
    const result = collect(conversations$({ ...options, prefetch: true }));
    await pass(200);
    result.unsubscribe();
    expect(exchanges).toMatchObject([{ aborted: 200 }, { aborted: 200 }]);
    expect(jest.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(exchanges).toHaveLength(2);
    expect(result).toMatchObject({ values: [], state: 'open' });
  });

  it('should fail when aborted with the page to be delivered, not the one ahead', async () => {
    const { exchanges, options } = createLine();
    const controller = new AbortController();
    const { signal } = controller;
    const result = collect(conversations$({ ...options, prefetch: true, signal }));
    await pass(200);
    controller.abort('enough');
    expect(result.error).toMatchObject({
      kind: 'abort',
      startingAfter: undefined,
      request: { url: FIRST },
    });
    expect(exchanges).toMatchObject([{ aborted: 200 }, { aborted: 200 }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should ask for nothing more when text comes in after it was unsubscribed from', async () => {
    const { exchanges, options } = createLine({ deaf: true });
    const result = collect(conversations$({ ...options, prefetch: true }));
    await pass(100);
    result.unsubscribe();
    await pass(10_000);
    expect(exchanges).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should ask for nothing more when text comes in after it failed', async () => {
    const { exchanges, options } = createLine({ deaf: true });
    const result = collect(
      conversations$({ ...options, prefetch: true, retry: false, timeout: 100 }),
    );
    await pass(10_000);
    expect(result.error).toMatchObject({ kind: 'timeout' });
    expect(exchanges).toHaveLength(1);
  });
});

describe('a page ahead', () => {
  it('should be retried while the page before it is still coming in', async () => {
    const { intercom, options, asked } = createLine({
      conversations: 60,
      fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
    });
    const times: number[] = [];
    const result = collect(conversationPages$({ ...options, prefetch: true }), () => {
      times.push(now());
    });
    await pass(10_000);
    expect(result.state).toBe('complete');
    expect(result.values.flatMap(({ conversations }) => conversations)).toEqual(
      intercom.conversations,
    );
    // The 503 is whole at 550, half a second of backoff follows.
    expect(asked()).toEqual([0, 150, 1_050, 1_200]);
    expect(times).toEqual([400, 1_450, 1_600]);
  });

  it('should wait as long as a 429 says, and not hold up the page before it', async () => {
    const { options, asked } = createLine({
      conversations: 60,
      fault: ({ number }) =>
        number === 2 ? { status: 429, headers: { 'Retry-After': '5' } } : undefined,
    });
    const times: number[] = [];
    const result = collect(
      conversationPages$({ ...options, prefetch: true, retry: { jitter: 0 } }),
      () => {
        times.push(now());
      },
    );
    await pass(60_000);
    expect(result.state).toBe('complete');
    // The headers of the 429 are there at 300.
    expect(asked()).toEqual([0, 150, 5_300, 5_450]);
    expect(times).toEqual([400, 5_700, 5_850]);
  });

  it('should be told of as a failure only after the page before it', async () => {
    const { intercom, options } = createLine({
      fault: ({ number }) => (number === 2 ? { status: 401, latency: 1 } : undefined),
    });
    const times: number[] = [];
    const result = collect(conversationPages$({ ...options, prefetch: true }), () => {
      times.push(now());
    });
    await pass(10_000);
    expect(times).toEqual([400]);
    expect(result.error).toMatchObject({
      kind: 'unauthorized',
      startingAfter: intercom.requests[1]?.startingAfter,
    });
    expect(intercom.requests).toHaveLength(2);
  });

  it('should take its place in the rate limit', async () => {
    const { intercom, options, asked } = createLine({
      conversations: 100,
      rateLimit: { limit: 3, window: 10_000 },
    });
    const { values, error } = await runToEnd(conversations$({ ...options, prefetch: true }));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    expect(intercom.requests.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const [first, second, third, fourth = 0, fifth = 0] = asked();
    expect([first, second, third]).toEqual([0, 150, 400]);
    expect(fourth).toBeGreaterThanOrEqual(10_000);
    expect(fourth).toBeLessThan(11_000);
    expect(fifth - fourth).toBe(150);
  });

  it('should be asked for afresh when the page before it breaks off, so as not to be older', async () => {
    const { intercom, exchanges, options } = createLine({
      conversations: 60,
      broken: (number) => number === 1,
    });
    const { values, error } = await runToEnd(conversations$({ ...options, prefetch: true }));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    const [first, ahead, again, afresh] = exchanges;
    expect(exchanges).toHaveLength(5);
    expect([first?.asked, ahead?.asked, again?.asked]).toEqual([0, 150, 800]);
    expect(again?.url).toBe(first?.url);
    expect(afresh?.url).toBe(ahead?.url);
    expect(exchanges.filter(({ aborted }) => aborted !== undefined)).toEqual([first, ahead]);
  });

  it('should be aborted when the page before it fails for good', async () => {
    const { exchanges, options } = createLine({ broken: () => true });
    const result = collect(conversations$({ ...options, prefetch: true, retry: false }));
    await pass(10_000);
    expect(result.error).toMatchObject({ kind: 'network', startingAfter: undefined });
    expect(exchanges).toMatchObject([{ asked: 0 }, { asked: 150, aborted: 300 }]);
  });

  it('should not be asked for at a cursor of another origin', async () => {
    const { exchanges, options } = createLine({
      rewrite: (text) =>
        text.replace(/"next":\{[^}]*\}/, '"next":"https://evil.example/conversations?page=2"'),
    });
    const { values, error } = await runToEnd(
      conversations$({ ...options, prefetch: true, retry: false }),
    );
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'decode' });
    expect(exchanges).toHaveLength(1);
  });
});

describe('an early cursor that the whole page contradicts', () => {
  /** Two `pages`: of duplicate keys, the last one counts. */
  function doubled(ids: readonly string[], early: string, late: object | null): string {
    const { pages, ...rest } = listBody(ids, early);
    return `{"pages":${JSON.stringify(pages)},${JSON.stringify(rest).slice(1, -1)},"pages":${JSON.stringify(late)}}`;
  }

  /** Answers each cursor with its body, the first piece of which comes 100 ms before the rest. */
  function serve(bodies: Readonly<Record<string, string>>): {
    readonly fetch: Fetch;
    readonly log: readonly { readonly url: string; readonly signal: AbortSignal }[];
  } {
    const log: { readonly url: string; readonly signal: AbortSignal }[] = [];
    const encoder = new TextEncoder();
    return {
      log,
      fetch: (url, { signal }) => {
        log.push({ url, signal });
        const text = bodies[new URL(url).searchParams.get('starting_after') ?? 'top'] ?? '';
        const half = text.length >> 1;
        const pieces = [
          { bytes: encoder.encode(text.slice(0, half)), at: 0 },
          { bytes: encoder.encode(text.slice(half)), at: 100 },
        ];
        return Promise.resolve(new Response(arriving(pieces, signal, false)));
      },
    };
  }

  const many = Array.from({ length: 10 }, (_, index) => `long-enough-${index}`);

  it('should be dropped, and the right page asked for', async () => {
    const { fetch, log } = serve({
      top: doubled(many, 'wrong', { next: { starting_after: 'right' } }),
      wrong: JSON.stringify(listBody(['never'])),
      right: JSON.stringify(listBody(['last'])),
    });
    const { values, error } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id)).toEqual([...many, 'last']);
    expect(log.map(({ url }) => url)).toEqual([FIRST, after('wrong'), after('right')]);
    expect(log.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
  });

  it('should be dropped where the list ends', async () => {
    const { fetch, log } = serve({
      top: doubled(many, 'wrong', null),
      wrong: JSON.stringify(listBody(['never'])),
    });
    const { values, error } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id)).toEqual(many);
    expect(log.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });

  it('should be told apart from what stands in the messages', async () => {
    const decoy = '"pages":{"next":{"starting_after":"decoy"}}';
    const page = (id: string, next: object | null): string =>
      `{"type":"conversation.list","note":${JSON.stringify(decoy)},"meta":{${decoy}},` +
      `"pages":${JSON.stringify({ next })},"conversations":[{"type":"conversation","id":"${id}",` +
      `"source":{"body":${JSON.stringify(decoy)}},${decoy}}]}`;
    const { fetch, log } = serve({
      top: page('1', { starting_after: 'B' }),
      B: page('2', { starting_after: 'C' }),
      C: page('3', null),
    });
    const { values } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(values.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(log.map(({ url }) => url)).toEqual([FIRST, after('B'), after('C')]);
  });
});
