import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { granted, scripted } from './scripted.ts';

useVirtualTime();

describe('a limiter of one’s own', () => {
  it('should be asked before each request and told of each response', async () => {
    const limiter = scripted(granted);
    const { fetch } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(5, NOW + 7_000) },
      listBody(['2'], 'c'),
      listBody(['3']),
    );
    const { rateLimiter } = limiter;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass();
    expect(result.state).toBe('complete');
    expect(limiter.asked()).toBe(3);
    expect(limiter.updates).toStrictEqual([
      { limit: 167, remaining: 5, reset: new Date(NOW + 7_000), resetIn: 7_000 },
      null,
      null,
    ]);
    expect(limiter.holds).toStrictEqual([]);
  });

  it('should be asked again after each wait, until it grants', async () => {
    const answers = [4_000, 0, 2_500, 300, 1, -1].map((wait) => () => Promise.resolve(wait));
    const limiter = scripted(...answers);
    const { fetch, times } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    const { rateLimiter } = limiter;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([4_000, 6_801]);
    expect(limiter.asked()).toBe(6);
  });

  it('should make the request wait for its answer', async () => {
    const leave = deferred<number>();
    const { rateLimiter } = scripted(() => leave.promise);
    const { fetch, times } = mockFetch(listBody(['1']));
    collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(8_000);
    expect(times()).toStrictEqual([]);
    leave.resolve(0);
    await pass();
    expect(times()).toStrictEqual([8_000]);
  });

  it('should be told to hold by a 429, for as long as the wait', async () => {
    const limiter = scripted(granted);
    const { fetch } = mockFetch(tooMany({ 'Retry-After': '30' }), 500, tooMany(), listBody(['1']));
    const { rateLimiter } = limiter;
    const retry = { jitter: 0 };
    collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter, retry }));
    await pass(HOUR);
    expect(limiter.holds).toEqual(expect.arrayContaining([30_000, 4_000]));
    expect(Math.max(...limiter.holds)).toBe(30_000);
  });

  it.each<[string, RouteResponse]>([
    ['a success', listBody(['1'])],
    ['a refusal', 404],
    ['a 429', 429],
    ['an unreadable body', 'x'],
    ['a network failure', { throws: new TypeError('fetch failed') }],
    ['a timeout', silence()],
  ])('should be told exactly once how a request ended: %s', async (_, answer) => {
    const limiter = scripted(granted);
    const { fetch } = mockFetch(answer);
    const { rateLimiter } = limiter;
    collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter, retry: false }));
    await pass(HOUR);
    expect(limiter.updates).toStrictEqual([null]);
  });

  it('should be told exactly once of a request that was cancelled', async () => {
    const limiter = scripted(granted);
    const { fetch } = mockFetch(silence());
    const { rateLimiter } = limiter;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass();
    expect(limiter.updates).toStrictEqual([]);
    result.unsubscribe();
    await pass(HOUR);
    expect(limiter.updates).toStrictEqual([null]);
  });

  it('should be told exactly once of a request that never got its token', async () => {
    const limiter = scripted(granted);
    const { fetch } = mockFetch();
    const token = (): Promise<string> => Promise.reject(new Error('no'));
    collect(conversations$({ token, fetch, rateLimiter: limiter.rateLimiter }));
    await pass();
    expect(limiter.updates).toStrictEqual([null]);
  });

  it.each([
    ['given back', 0, [null]],
    ['given back, however it says so', -5, [null]],
    ['nothing to give back', 500, []],
    ['nothing to give back, by little', 1, []],
  ])('should hear of leave that comes too late: %s', async (_, late, updates) => {
    const leave = deferred<number>();
    const limiter = scripted(() => leave.promise);
    const { fetch, urls } = mockFetch(listBody(['1']));
    const { rateLimiter } = limiter;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(1_000);
    result.unsubscribe();
    expect(limiter.updates).toStrictEqual([]);
    leave.resolve(late);
    await pass(HOUR);
    expect(limiter.updates).toStrictEqual(updates);
    expect(limiter.asked()).toBe(1);
    expect(urls()).toStrictEqual([]);
  });
});

describe('a limiter that is asked very often', () => {
  it('should be waited for as often as it says', async () => {
    let asked = 0;
    const { rateLimiter } = scripted(() => ((asked += 1) > 10_000 ? 0 : 1));
    const { fetch, times } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(asked).toBe(10_001);
    expect(times()).toStrictEqual([10_000]);
  });
});
