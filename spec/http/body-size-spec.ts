import { describe, expect, it } from '@jest/globals';
import { conversations$, type Fetch, type FetchResponse } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

const MAX = 100_000;
const PIECE = 1_000;
const HEAD = JSON.stringify(listBody(['1'], 'b')).slice(0, -1);
const REASON = `the body is longer than maxBodySize, ${MAX} bytes`;

/** A successful body that goes on for ever, and what became of it. */
interface Endless {
  readonly response: () => FetchResponse;
  pieces: number;
  cancelled: number;
}

function endlessStream(piece: string, headers: HeadersInit = {}): Endless {
  const bytes = new TextEncoder().encode(piece.repeat(PIECE));
  const endless: Endless = {
    pieces: 0,
    cancelled: 0,
    response: () => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(HEAD));
        },
        pull(controller) {
          endless.pieces += 1;
          controller.enqueue(bytes);
        },
        cancel() {
          endless.cancelled += 1;
        },
      });
      return new Response(stream, { headers });
    },
  };
  return endless;
}

/** The same as a stream of Node, as cross-fetch gives it. */
function endlessIterable(): Endless {
  const endless: Endless = { pieces: 0, cancelled: 0, response: () => new NodeResponse(endless) };
  return endless;
}

class NodeResponse implements FetchResponse {
  readonly status = 200;
  readonly headers: Headers = new Headers();
  readonly body: unknown;

  constructor(endless: Endless) {
    const next = (): Promise<IteratorResult<Uint8Array>> => {
      endless.pieces += 1;
      return Promise.resolve({ done: false, value: new Uint8Array(PIECE).fill(32) });
    };
    const end = (): Promise<void> => {
      endless.cancelled += 1;
      return Promise.resolve();
    };
    this.body = { [Symbol.asyncIterator]: () => ({ next, return: end }) };
  }

  text(): Promise<string> {
    return Promise.reject(new Error('This would never end.'));
  }
}

/** Always gives the same answer, and keeps the signals. */
function answer(response: () => FetchResponse): {
  readonly fetch: Fetch;
  readonly signals: AbortSignal[];
} {
  const signals: AbortSignal[] = [];
  const fetch: Fetch = (_url, { signal }) => {
    signals.push(signal);
    return Promise.resolve(response());
  };
  return { fetch, signals };
}

describe.each([false, true])('a successful body without an end, with prefetch %s', (prefetch) => {
  const options = { token: 'test-token', maxBodySize: MAX, prefetch };

  it.each<[string, Endless]>([
    ['white space', endlessStream(' ')],
    ['characters of three bytes', endlessStream('€')],
    ['a length that says less', endlessStream(' ', { 'content-length': '10' })],
    ['a body of Node', endlessIterable()],
  ])('should be an error that is not repeated, and be cancelled: %s', async (_, endless) => {
    const { fetch, signals } = answer(endless.response);
    const result = collect(conversations$({ ...options, fetch }));
    await pass(600_000);
    expect(result.values).toEqual([]);
    expect(result.error).toMatchObject({ kind: 'decode', reason: REASON, attempts: 1 });
    // With prefetch, the page after it is requested too: its body is of the same kind.
    expect(signals.length).toBeLessThanOrEqual(prefetch ? 2 : 1);
    expect(endless.cancelled).toBe(signals.length);
    expect(endless.pieces).toBeLessThan((MAX / PIECE + 5) * signals.length);
  });

  it('should not be read at all where its length is announced', async () => {
    const endless = endlessStream(' ', { 'content-length': String(MAX + 1) });
    const { fetch, signals } = answer(endless.response);
    const result = collect(conversations$({ ...options, fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'decode', reason: REASON, attempts: 1 });
    expect(endless.pieces).toBeLessThan(5);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('should be an error where it is one text', async () => {
    const text = (): Promise<string> => Promise.resolve(HEAD.padEnd(MAX) + '}');
    const { fetch, signals } = answer(() => ({ status: 200, headers: new Headers(), text }));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(600_000);
    expect(result.error).toMatchObject({ kind: 'decode', reason: REASON, attempts: 1 });
    expect(signals).toHaveLength(1);
  });
});

describe('a successful body as long as allowed', () => {
  const body = JSON.stringify(listBody(['1'])).padEnd(MAX);

  it.each<[string, () => FetchResponse]>([
    ['a stream', () => new Response(body)],
    ['a text', () => ({ status: 200, headers: new Headers(), text: () => Promise.resolve(body) })],
  ])('should be read: %s', async (_, response) => {
    const { fetch } = answer(response);
    const [enough, short] = [MAX, MAX - 1].map((maxBodySize) =>
      collect(conversations$({ token: 'test-token', fetch, maxBodySize })),
    );
    await pass();
    expect(enough).toMatchObject({ state: 'complete', values: [{ id: '1' }] });
    expect(short).toMatchObject({ state: 'failed', error: { kind: 'decode' } });
  });

  it('should be 256 MiB unless told otherwise', async () => {
    const length = { 'content-length': String(256 * 1024 ** 2) };
    const longer = { 'content-length': String(256 * 1024 ** 2 + 1) };
    const results = [length, longer].map((headers) => {
      const { fetch } = answer(() => new Response(body, { headers }));
      return collect(conversations$({ token: 'test-token', fetch }));
    });
    await pass();
    expect(results.map(({ state }) => state)).toEqual(['complete', 'failed']);
  });
});
