import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { RateLimitError, conversationPages$, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/** Without jitter, so that waits are exact. */
const options = { token: 'tk-7f3a', retry: { jitter: 0 } } as const;

/** When the attempts begin that a 429 with these headers leads to. */
async function timesAfter(
  headers: Record<string, string>,
  retry: object = { jitter: 0 },
  random = 0.5,
): Promise<readonly number[]> {
  const { fetch, times } = mockFetch(tooMany(headers), listBody(['1']));
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry, random: () => random }));
  await pass(HOUR);
  expect(result.state).toBe('complete');
  return times();
}

describe('a 429', () => {
  it('should wait until the reset', async () => {
    expect(await timesAfter(limits(0, NOW + 7_000))).toStrictEqual([0, 7_000]);
  });

  it.each([
    ['5 hours behind', -5 * HOUR],
    ['5 hours ahead', 5 * HOUR],
    ['a year behind', -365 * 24 * HOUR],
  ])('should wait by the response’s own Date: a clock %s', async (_, skew) => {
    const server = NOW + skew;
    expect(await timesAfter(limits(0, server + 7_000, server))).toStrictEqual([0, 7_000]);
  });

  it('should wait by this machine’s clock where the response has no Date', async () => {
    const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW / 1000 + 7) };
    expect(await timesAfter(headers)).toStrictEqual([0, 7_000]);
  });

  it.each([
    [0, 7_000],
    [0.5, 7_500],
    [0.999, 7_999],
  ])('should only ever wait longer by jitter: random %d', async (random, time) => {
    const headers = limits(0, NOW + 7_000);
    expect(await timesAfter(headers, {}, random)).toStrictEqual([0, time]);
  });

  it('should wait longer by a share of the first delay', async () => {
    const headers = limits(0, NOW + 7_000);
    const retry = { initialDelay: 400, jitter: 0.5 };
    expect(await timesAfter(headers, retry, 0.5)).toStrictEqual([0, 7_100]);
  });

  it('should wait for the reset as often as it takes', async () => {
    const { fetch, times } = mockFetch(
      tooMany(limits(0, NOW + 10_000)),
      tooMany(limits(0, NOW + 20_000, NOW + 10_000)),
      listBody(['1']),
    );
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 10_000, 20_000]);
  });

  it.each([
    ['seconds, later than the reset', '30', 30_000],
    ['a fraction of seconds', '9.5', 9_500],
    ['white space around', ' 30 ', 30_000],
    ['a date', new Date(NOW + 45_000).toUTCString(), 45_000],
  ])('should obey Retry-After: %s', async (_, value, wait) => {
    const headers = { ...limits(0, NOW + 7_000), 'Retry-After': value };
    expect(await timesAfter(headers)).toStrictEqual([0, wait]);
  });

  it('should measure the date of Retry-After by the response’s own Date', async () => {
    const server = NOW + 5 * HOUR;
    const headers = {
      Date: new Date(server).toUTCString(),
      'Retry-After': new Date(server + 45_000).toUTCString(),
    };
    expect(await timesAfter(headers)).toStrictEqual([0, 45_000]);
  });

  it('should obey Retry-After also where it is sooner than the reset', async () => {
    const reset = String(NOW / 1000 + 60);
    const headers = { 'X-RateLimit-Reset': reset, 'Retry-After': '2' };
    expect(await timesAfter(headers)).toStrictEqual([0, 2_000]);
  });

  it('should wait for the reset where Retry-After cannot be read', async () => {
    const headers = { ...limits(0, NOW + 7_000), 'Retry-After': 'soon' };
    expect(await timesAfter(headers)).toStrictEqual([0, 7_000]);
  });

  it.each([
    ['no headers', {}],
    ['a reset that cannot be read', { 'X-RateLimit-Reset': 'soon' }],
    ['a reset in the past', { 'X-RateLimit-Reset': String(NOW / 1000 - 60) }],
    ['a Retry-After in the past', { 'Retry-After': new Date(NOW - 60_000).toUTCString() }],
    ['no time to wait', { 'Retry-After': '0' }],
  ])('should fall back to the backoff: %s', async (_, headers) => {
    const { fetch, times } = mockFetch(tooMany(headers), tooMany(headers), listBody(['1']));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 1_000, 3_000]);
  });

  it('should wait also without an error.list', async () => {
    const proxy = { status: 429, headers: { 'Retry-After': '20' }, body: '<html></html>' };
    const { fetch, times } = mockFetch(proxy, listBody(['1']));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 20_000]);
  });

  it('should not be the only one to be obeyed', async () => {
    const busy = { status: 503, headers: { 'Retry-After': '20' }, body: '' };
    const { fetch, times } = mockFetch(busy, listBody(['1']));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 20_000]);
  });
});

describe('a wait longer than maxWait', () => {
  it.each([
    ['the default, by the reset', undefined, limits(0, NOW + 301_000), 301_000],
    ['the default, by Retry-After', undefined, { 'Retry-After': '301' }, 301_000],
    ['a longer one', { maxWait: 600_000 }, { 'Retry-After': '601' }, 601_000],
    ['a shorter one', { maxWait: 1_000 }, { 'Retry-After': '1.001' }, 1_001],
    ['none', { maxWait: 0 }, { 'Retry-After': '1' }, 1_000],
  ])('should be an error at once: %s', async (_, retry, headers: Record<string, string>, wait) => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), tooMany(headers), listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry }));
    await pass();
    expect(result.error).toBeInstanceOf(RateLimitError);
    expect(result.error).toMatchObject({
      kind: 'rate-limit',
      code: 'rate_limit_exceeded',
      retryAt: new Date(NOW + wait),
      attempts: 1,
      startingAfter: 'b',
    });
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });

  it('should be an error also where no date can be so late', async () => {
    const { fetch, urls } = mockFetch(tooMany({ 'Retry-After': '9'.repeat(30) }), listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(HOUR);
    expect(result.error).toMatchObject({ kind: 'rate-limit', attempts: 1 });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should be waited for where it is just as long', async () => {
    const headers = { 'Retry-After': '300' };
    expect(await timesAfter(headers)).toStrictEqual([0, 300_000]);
  });

  it('should be waited for where it is just as long, before a request', async () => {
    const { fetch, times } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, NOW + 300_000) },
      listBody(['2']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', retry: false, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 300_000]);
  });

  it('should not bound the backoff', async () => {
    const retry = { maxWait: 0, jitter: 0 };
    expect(await timesAfter({}, retry)).toStrictEqual([0, 1_000]);
  });

  it('should be an error at once also where nothing remains, before a request', async () => {
    const { fetch, urls } = mockFetch(
      { body: listBody(['1'], 'b'), headers: limits(0, NOW + 301_000) },
      listBody(['2']),
    );
    const result = collect(conversations$({ ...options, fetch }));
    await pass();
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1']);
    expect(result.error).toBeInstanceOf(RateLimitError);
    expect(result.error).toMatchObject({
      kind: 'rate-limit',
      status: 429,
      code: 'rate_limit_exceeded',
      retryAt: new Date(NOW + 301_000),
      requestId: null,
      rateLimit: null,
      attempts: 0,
      startingAfter: 'b',
      request: { method: 'GET', url: after('b') },
      message:
        'Request failed with status 429 (rate_limit_exceeded: nothing left before ' +
        `2026-01-05T12:05:01.000Z, later than maxWait allows): GET ${after('b')}`,
    });
    const message = 'nothing left before 2026-01-05T12:05:01.000Z, later than maxWait allows';
    expect((result.error as RateLimitError).errors).toStrictEqual([
      { code: 'rate_limit_exceeded', message, field: null },
    ]);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
  });
});

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

describe('a 429 with a full set of headers', () => {
  it.each([1, 12])('should wait the %i s of Retry-After, not to the reset', async (seconds) => {
    const headers = { ...limits(0, NOW + 8_000), 'Retry-After': String(seconds) };
    const { fetch, times } = mockFetch(tooMany(headers), listBody(['1']));
    const result = collect(conversations$({ ...options, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, seconds * 1_000]);
  });

  it('should take maxWait for the wait that is asked for', async () => {
    const headers = { ...limits(0, NOW + 60_000), 'Retry-After': '1' };
    const { fetch, times } = mockFetch(tooMany(headers), listBody(['1']));
    const retry = { jitter: 0, maxWait: 5_000 };
    const result = collect(conversations$({ ...options, retry, fetch }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 1_000]);
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
