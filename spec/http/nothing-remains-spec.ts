import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { limits } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { options } from './times-after.ts';

useVirtualTime();

describe('an answer that says that nothing remains', () => {
  it('should make the next request wait for the reset, without a 429', async () => {
    const { fetch, times } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, NOW + 7_000) },
      listBody(['2']),
    );
    const result = collect(conversations$({ ...options, fetch }));
    await pass(6_999);
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1']);
    expect(times()).toStrictEqual([0]);
    await pass(1);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 7_000]);
  });

  it('should be measured by the response’s own Date', async () => {
    const server = NOW - 5 * HOUR;
    const { fetch, times } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, server + 7_000, server) },
      listBody(['2']),
    );
    collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(times()).toStrictEqual([0, 7_000]);
  });

  it('should make it wait also with retry: false', async () => {
    const { fetch, times } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, NOW + 7_000) },
      listBody(['2']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', retry: false, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 7_000]);
  });

  it('should also hold the retry of a failure', async () => {
    const failing = { status: 500, body: '', headers: limits(0, NOW + 7_000) };
    const { fetch, times } = mockFetch(failing, listBody(['1']));
    collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(times()).toStrictEqual([0, 7_000]);
  });

  it('should not delay the end of the list', async () => {
    const { fetch } = mockFetch({ body: listBody(['1']), headers: limits(0, NOW + 7_000) });
    const result = collect(conversations$({ ...options, fetch }));
    await pass();
    expect(result.state).toBe('complete');
  });

  it('should not make anything wait where its reset has passed', async () => {
    const { fetch, times } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, NOW - 1_000) },
      listBody(['2']),
    );
    collect(conversations$({ ...options, fetch }));
    await pass();
    expect(times()).toStrictEqual([0, 0]);
  });
});

describe('room in the rate limit', () => {
  it('should mean no pause at all', async () => {
    const pages = ['b', 'c', 'd', 'e', undefined].map((next, index) => ({
      body: listBody([String(index)], next),
      headers: limits(5 - index, NOW + 10_000),
    }));
    const { fetch, times } = mockFetch(...pages);
    const result = collect(conversations$({ ...options, fetch }));
    await pass();
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 0, 0, 0, 0]);
  });

  it('should be told with each page', async () => {
    const { fetch } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(166, NOW + 7_000) },
      listBody(['2']),
    );
    const result = collect(conversationPages$({ ...options, fetch }));
    await pass();
    expect(result.values.map(({ rateLimit }) => rateLimit)).toStrictEqual([
      { limit: 167, remaining: 166, reset: new Date(NOW + 7_000), resetIn: 7_000 },
      null,
    ]);
  });
});

describe('a wait for the reset', () => {
  it('should begin when the headers come, not when the body has', async () => {
    const headers = limits(0, NOW + 3_000);
    const slow = new Promise<RouteResponse>((resolve) => {
      const stream = new ReadableStream({
        start(controller) {
          setTimeout(() => {
            controller.enqueue(new TextEncoder().encode(JSON.stringify(listBody(['1'], 'b'))));
            controller.close();
          }, 4_000);
        },
      });
      resolve(new Response(stream, { headers }));
    });
    const { fetch, times } = mockFetch(slow, listBody(['2']));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 4_000]);
  });
});
