import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$, type Fetch, type FetchResponse } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

const BOUND = 64 * 1024;
const PIECE = 1_000;
const bytes = new TextEncoder().encode('<p>Busy</p>'.padEnd(PIECE));

/** A body without an end, and what was made of it. */
interface Endless {
  readonly stream: ReadableStream<Uint8Array>;
  pieces: number;
  cancelled: number;
}

function endless(onCancel = (): void | Promise<void> => undefined): Endless {
  const endless: Endless = {
    pieces: 0,
    cancelled: 0,
    stream: new ReadableStream<Uint8Array>({
      pull(controller) {
        endless.pieces += 1;
        controller.enqueue(bytes);
      },
      cancel() {
        endless.cancelled += 1;
        return onCancel();
      },
    }),
  };
  return endless;
}

/** Not fetch-mock's, which reads a copy of the body. */
function answer(response: FetchResponse) {
  const signals: AbortSignal[] = [];
  const fetch: Fetch = (_url, { signal }) => {
    signals.push(signal);
    return Promise.resolve(response);
  };
  return { fetch, signals };
}

function start(fetch: Fetch) {
  return collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
}

describe('an error body without an end', () => {
  it.each([
    [400, {}],
    [401, {}],
    [429, { 'Retry-After': '1' }],
    [503, {}],
    [302, {}],
    [302, { Location: 'https://evil.example/' }],
  ])('should end in an error and be cancelled: %i %j', async (status, headers) => {
    const body = endless();
    const { fetch, signals } = answer(new Response(body.stream, { status, headers }));
    const result = start(fetch);
    await pass();
    expect(result.error).toMatchObject({ kind: 'http', status, excerpt: '<p>Busy</p>' });
    expect(body.cancelled).toBe(1);
    expect(body.pieces).toBeLessThan(BOUND / PIECE + 3);
    expect(signals.map(({ aborted }) => aborted)).toStrictEqual([true]);
  });

  it('should be cancelled where a fetch followed a redirect to another origin', async () => {
    const body = endless();
    const response = new Response(body.stream);
    Object.defineProperties(response, {
      redirected: { value: true },
      url: { value: 'https://evil.example/' },
    });
    const result = start(answer(response).fetch);
    await pass();
    expect(result.error).toMatchObject({ kind: 'http', status: 200 });
    expect(body.cancelled).toBe(1);
  });

  it('should be destroyed where it is a stream of Node', async () => {
    let pieces = 0;
    const body = Readable.from(
      (function* () {
        for (;;) {
          pieces += 1;
          yield bytes;
        }
      })(),
    );
    const response: FetchResponse = {
      status: 502,
      headers: new Headers(),
      body,
      text: () => Promise.reject(new Error('This would never end.')),
    };
    const result = start(answer(response).fetch);
    // A stream of Node gets its pieces in turns of the event loop, which no virtual clock moves.
    for (let turn = 0; turn < 100 && result.state === 'open'; turn += 1) await pass(1);
    expect(result.error).toMatchObject({ kind: 'http', status: 502, excerpt: '<p>Busy</p>' });
    expect(body.destroyed).toBe(true);
    expect(pieces).toBeLessThan(BOUND / PIECE + 40);
  });

  it('should be let go where it cannot be cancelled', async () => {
    const body = endless(() => Promise.reject(new Error('too late')));
    const result = start(answer(new Response(body.stream, { status: 500 })).fetch);
    await pass();
    expect(result.error).toMatchObject({ kind: 'http', status: 500 });
    expect(body.cancelled).toBe(1);
  });

  it('should not be waited for where cancelling takes its time', async () => {
    const body = endless(() => new Promise(() => undefined));
    const result = start(answer(new Response(body.stream, { status: 500 })).fetch);
    await pass();
    expect(result.state).toBe('failed');
  });
});

describe('an error body with an end', () => {
  const list = (length: number): string =>
    JSON.stringify(errorList('not_found', 'Größe 💚')).padEnd(length);

  it('should be read to it below the bound', async () => {
    const { fetch, signal } = mockFetch({ status: 404, body: list(BOUND - 1) });
    const result = start(fetch);
    await pass();
    expect(result.error).toMatchObject({ kind: 'error-list', code: 'not_found' });
    expect(signal().aborted).toBe(false);
  });

  it('should be put together of its pieces', async () => {
    const whole = new TextEncoder().encode(list(0));
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of whole) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const result = start(mockFetch(new Response(stream, { status: 404 })).fetch);
    await pass();
    expect(result.error).toMatchObject({ errors: [{ message: 'Größe 💚' }] });
  });

  it('should be read where there is text() alone', async () => {
    const body = list(2 * BOUND);
    const text = (): Promise<string> => Promise.resolve(body);
    const result = start(answer({ status: 404, headers: new Headers(), text }).fetch);
    await pass();
    expect(result.error).toMatchObject({ kind: 'error-list', code: 'not_found' });
  });

  it('should not keep a redirect from being followed', async () => {
    const redirect = { status: 307, headers: { Location: '/elsewhere' }, body: 'Go there.' };
    const { fetch, urls } = mockFetch(redirect, listBody(['1']));
    const result = start(fetch);
    await pass();
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST, 'https://api.intercom.io/elsewhere']);
  });
});

describe('a body that is a success', () => {
  it.each([false, true])('should be read to its end, with prefetch %s', async (prefetch) => {
    const body: RouteResponse = JSON.stringify(listBody(['1'])) + ' '.repeat(20 * BOUND);
    const { fetch, signal } = mockFetch(body);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, prefetch }));
    await pass();
    expect(result.state).toBe('complete');
    expect(signal().aborted).toBe(false);
  });
});
