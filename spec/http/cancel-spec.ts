import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { map, take, takeUntil, timer } from 'rxjs';
import {
  conversations$,
  createRateLimiter,
  type FetchResponse,
  type StreamEvent,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence, stalledBody } from '../helpers/mock-fetch.ts';
import { limits } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const exhausted = limits(0, NOW + 60_000);

// An error raised after the end would fail each of these specs by itself.
describe('unsubscribing', () => {
  it.each<[string, RouteResponse]>([
    ['before its headers', silence()],
    ['while its body is read', stalledBody()],
  ])('should abort the request in flight %s', async (_, answer) => {
    const { fetch, signal, urls } = mockFetch(listBody(['1'], 'b'), answer, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(1_000);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
    expect(signal().aborted).toBe(false);
    result.unsubscribe();
    expect(signal().aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
    expect(result.state).toBe('open');
    expect(result.values).toHaveLength(1);
  });

  it('should abort no request that is over', async () => {
    const { fetch, mock } = mockFetch(listBody(['1'], 'b'), 404);
    collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    const aborted = mock.callHistory.calls().map(({ signal }) => signal?.aborted);
    expect(aborted).toStrictEqual([false, false]);
  });

  it('should abort only the own request', async () => {
    const { fetch, mock } = mockFetch(silence(), silence());
    const source = conversations$({ token: 'tk-7f3a', fetch });
    collect(source);
    collect(source).unsubscribe();
    await pass();
    const aborted = mock.callHistory.calls().map(({ signal }) => signal?.aborted);
    expect(aborted).toStrictEqual([false, true]);
  });

  it.each<[string, RouteResponse]>([
    ['a backoff', 500],
    ['a Retry-After', { status: 429, headers: { 'Retry-After': '60' } }],
    ['a rate limit', { status: 429, headers: exhausted }],
    ['the reset, with nothing left', { body: listBody(['1'], 'b'), headers: exhausted }],
  ])('should end the wait for %s', async (_, answer) => {
    const { fetch, urls } = mockFetch(answer, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: { jitter: 0 } }));
    await pass(500);
    expect(jest.getTimerCount()).toBe(1);
    result.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
    expect(result.state).toBe('open');
  });

  it('should end the wait of a limiter of one’s own', async () => {
    const rateLimiter = createRateLimiter();
    rateLimiter.pause(60_000);
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(500);
    result.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });

  it('should keep a token that comes too late from being sent', async () => {
    const pending = deferred<string>();
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: () => pending.promise, fetch }));
    await pass(500);
    result.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
    pending.resolve('tk-7f3a');
    await pass(HOUR);
    expect(urls()).toStrictEqual([]);
  });

  it('should keep quiet about a token that fails too late', async () => {
    const pending = deferred<string>();
    const { fetch } = mockFetch();
    const result = collect(conversations$({ token: () => pending.promise, fetch }));
    result.unsubscribe();
    pending.reject(new Error('vault is sealed'));
    await pass(HOUR);
    expect(result.state).toBe('open');
  });

  it('should keep quiet about a fetch that ignores its signal and fails later', async () => {
    const pending = deferred<FetchResponse>();
    const result = collect(conversations$({ token: 'tk-7f3a', fetch: () => pending.promise }));
    await pass();
    result.unsubscribe();
    pending.reject(new TypeError('fetch failed'));
    await pass(HOUR);
    expect(result.state).toBe('open');
  });

  it.each([
    ['ends', '{"conversations":[]}'],
    ['breaks off', new TypeError('terminated')],
  ])('should keep quiet about a body that ignores the abort and %s later', async (_, end) => {
    const pending = deferred<string>();
    const response = { status: 200, url: '', headers: new Headers(), text: () => pending.promise };
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch: () => Promise.resolve(response) }),
    );
    await pass();
    result.unsubscribe();
    if (typeof end === 'string') pending.resolve(end);
    else pending.reject(end);
    await pass(HOUR);
    expect(result.state).toBe('open');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should tell nothing more of a response that comes too late', async () => {
    const pending = deferred<FetchResponse>();
    const kinds: string[] = [];
    const events = { next: ({ kind }: StreamEvent) => kinds.push(kind) };
    const options = { token: 'tk-7f3a', fetch: () => pending.promise, events };
    const result = collect(conversations$(options));
    await pass();
    result.unsubscribe();
    pending.resolve(Response.json(listBody(['1'])));
    await pass(HOUR);
    expect(kinds).toStrictEqual(['request']);
  });

  it('should cancel a body that comes too late', async () => {
    const pending = deferred<FetchResponse>();
    let isCancelled = false;
    const body = new ReadableStream({
      cancel() {
        isCancelled = true;
      },
    });
    const result = collect(conversations$({ token: 'tk-7f3a', fetch: () => pending.promise }));
    await pass();
    result.unsubscribe();
    pending.resolve(new Response(body));
    await pass();
    expect(isCancelled).toBe(true);
  });

  it('should stop reading a body of a fetch that ignores its signal', async () => {
    let pulled = 0;
    let isCancelled = false;
    const body = (): ReadableStream =>
      new ReadableStream({
        async pull(controller) {
          pulled += 1;
          await new Promise((resolve) => setTimeout(resolve, 10));
          controller.enqueue(new Uint8Array(10).fill(32));
        },
        cancel() {
          isCancelled = true;
        },
      });
    const fetch = (): Promise<Response> => Promise.resolve(new Response(body()));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, prefetch: true }));
    await pass(100);
    result.unsubscribe();
    const before = pulled;
    await pass(1_000);
    expect(before).toBeGreaterThan(5);
    expect(pulled - before).toBeLessThan(3);
    expect(isCancelled).toBe(true);
  });

  it('should be what take() does in the middle of a page', async () => {
    const { fetch, urls } = mockFetch(listBody(['1', '2', '3'], 'b'), listBody(['4']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }).pipe(take(2)));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(urls()).toStrictEqual([FIRST]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should be what takeUntil() does at any time', async () => {
    const { fetch, signal } = mockFetch(silence());
    const source = conversations$({ token: 'tk-7f3a', fetch });
    const result = collect(source.pipe(takeUntil(timer(5_000))));
    await pass(4_999);
    expect(signal().aborted).toBe(false);
    await pass(1);
    expect(signal().aborted).toBe(true);
    expect(result.state).toBe('complete');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should happen where the consumer throws, and leave nothing behind', async () => {
    const { fetch, urls } = mockFetch(listBody(['1', '2'], 'b'), listBody(['3']));
    const failing = map(() => {
      throw new Error('consumer');
    });
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }).pipe(failing));
    await pass(HOUR);
    expect(result.error).toStrictEqual(new Error('consumer'));
    expect(urls()).toStrictEqual([FIRST]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
