import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { Subscription } from 'rxjs';
import { conversations$, createRateLimiter, type StreamEvent } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { scripted } from './scripted.ts';

useVirtualTime();

describe('streams that share a limiter', () => {
  /** One stream meets the failure at once, the other wants its second page a second later. */
  async function hold(failing: RouteResponse, retry: object | false): Promise<readonly number[]> {
    const rateLimiter = createRateLimiter();
    const held = mockFetch(failing, listBody(['1']));
    const other = mockFetch();
    other.mock.anyOnce(listBody(['2'], 'b'), { delay: 500 }).anyOnce(listBody(['3']));
    const shared = { token: 'tk-7f3a', rateLimiter };
    collect(conversations$({ ...shared, fetch: held.fetch, retry }));
    const result = collect(conversations$({ ...shared, fetch: other.fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    return other.times();
  }

  it('should all be held by one 429', async () => {
    const failing = tooMany(limits(0, NOW + 7_000));
    expect(await hold(failing, { jitter: 0 })).toStrictEqual([0, 7_000]);
  });

  it('should all be held by one 429 that says nothing, for its backoff', async () => {
    expect(await hold(tooMany(), { jitter: 0 })).toStrictEqual([0, 1_000]);
  });

  it('should all be held by one Retry-After', async () => {
    const failing = tooMany({ 'Retry-After': '30' });
    expect(await hold(failing, { jitter: 0 })).toStrictEqual([0, 30_000]);
  });

  it.each([
    ['is not retried', false],
    ['is not retried any more', { count: 0 }],
    ['is beyond its maxWait', { maxWait: 1_000 }],
  ] as const)('should all be held by a 429 also where it %s', async (_, retry) => {
    const failing = tooMany({ 'Retry-After': '30' });
    expect(await hold(failing, retry)).toStrictEqual([0, 30_000]);
  });

  it('should not be held by any other failure', async () => {
    const failing = { status: 503, headers: { 'Retry-After': '30' }, body: '' };
    expect(await hold(failing, { jitter: 0 })).toStrictEqual([0, 500]);
  });

  it('should share what remains', async () => {
    const rateLimiter = createRateLimiter();
    const first = mockFetch({ body: listBody(['1']), headers: limits(1, NOW + 7_000) });
    collect(conversations$({ token: 'tk-7f3a', rateLimiter, fetch: first.fetch }));
    await pass();
    const second = mockFetch(listBody(['2']));
    const third = mockFetch(listBody(['3']));
    collect(conversations$({ token: 'tk-7f3a', rateLimiter, fetch: second.fetch }));
    collect(conversations$({ token: 'tk-7f3a', rateLimiter, fetch: third.fetch }));
    await pass(HOUR);
    expect([second.times(), third.times()]).toStrictEqual([[0], [7_000]]);
  });

  it('should wait for the answer of another also where maxWait is short', async () => {
    const rateLimiter = createRateLimiter();
    const shared = { token: 'tk-7f3a', rateLimiter, retry: { maxWait: 50 } };
    const one = { ...limits(0, NOW + 1_000), 'X-RateLimit-Limit': '1' };
    const first = mockFetch({ body: listBody(['1']), headers: one });
    collect(conversations$({ ...shared, fetch: first.fetch }));
    await pass(1_000);
    const second = mockFetch();
    const more = { ...limits(5, NOW + 9_000, NOW + 1_000), 'X-RateLimit-Limit': '6' };
    second.mock.anyOnce({ body: listBody(['2']), headers: more }, { delay: 300 });
    const third = mockFetch(listBody(['3']));
    collect(conversations$({ ...shared, fetch: second.fetch }));
    const result = collect(conversations$({ ...shared, fetch: third.fetch }));
    await pass(HOUR);
    expect(result).toMatchObject({ state: 'complete', error: undefined });
    expect(third.times()).toStrictEqual([300]);
  });

  it('should not be known to streams with limiters of their own', async () => {
    const held = mockFetch(tooMany(limits(0, NOW + 7_000)), listBody(['1']));
    const other = mockFetch(listBody(['2'], 'b'), listBody(['3']));
    collect(conversations$({ token: 'tk-7f3a', fetch: held.fetch }));
    collect(conversations$({ token: 'tk-7f3a', fetch: other.fetch }));
    await pass();
    expect(other.times()).toStrictEqual([0, 0]);
  });

  it('should not be known to a second subscription without one', async () => {
    const { fetch, times } = mockFetch(
      { body: listBody(['1']), headers: limits(0, NOW + 7_000) },
      listBody(['1']),
    );
    const source = conversations$({ token: 'tk-7f3a', fetch });
    collect(source);
    await pass();
    collect(source);
    await pass();
    expect(times()).toStrictEqual([0, 0]);
  });
});

describe('jitter', () => {
  it('should not count against the maxWait of a sibling', async () => {
    const rateLimiter = createRateLimiter();
    const retry = { maxWait: 1_000 };
    const random = (): number => 0.9;
    const first = mockFetch(tooMany({ 'Retry-After': '1' }), listBody(['1']));
    const second = mockFetch(listBody(['2']));
    const options = { token: 'tk-7f3a', rateLimiter, retry, random };
    const one = collect(conversations$({ ...options, fetch: first.fetch }));
    await pass(1);
    const other = collect(conversations$({ ...options, fetch: second.fetch }));
    await pass(HOUR);
    expect([one.state, other.state]).toStrictEqual(['complete', 'complete']);
    expect(second.times()).toStrictEqual([1_000]);
  });
});

describe('streams that wait together', () => {
  it('should have no event after their end, also where another one ends them', async () => {
    const { rateLimiter } = scripted(() => new Promise((resolve) => setTimeout(resolve, 10, 500)));
    const { fetch } = mockFetch();
    const kinds: string[] = [];
    const second = new Subscription();
    const first = {
      next({ kind }: StreamEvent) {
        if (kind === 'wait') second.unsubscribe();
      },
    };
    const shared = { token: 'tk-7f3a', fetch, rateLimiter };
    collect(conversations$({ ...shared, events: first }));
    second.add(
      conversations$({ ...shared, events: { next: ({ kind }) => kinds.push(kind) } }).subscribe(),
    );
    await pass(2_000);
    expect(kinds).toEqual([]);
  });
});
