import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$, type RetryConfig } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { errorList, listBody } from '../helpers/list-body.ts';
import { mockFetch, silence, stalledBody } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/** Half of each backoff's upper bound. */
const half = (): number => 0.5;

describe('a failure worth repeating', () => {
  const statuses = [408, 429, 500, 502, 503, 504].flatMap((status): [string, RouteResponse][] => [
    [`${status} with an error.list`, { status, body: errorList('code') }],
    [`${status} without`, { status, body: '<html></html>' }],
  ]);

  it.each<[string, RouteResponse]>([
    ...statuses,
    ['a network failure', { throws: new TypeError('fetch failed') }],
    ['no answer in time', silence()],
    ['no body in time', stalledBody()],
    ['an empty body', ''],
    ['a body cut off', '{"conversations":[{"id":"2"'],
    ['a body that is not JSON', '<html></html>'],
    ['a body that is no list', { body: { type: 'admin' } }],
    ['a list that cannot be understood', { body: { conversations: [], pages: { next: 3 } } }],
    ['an error.list under status 200', { status: 200, body: errorList('server_error') }],
  ])('should be asked for again, this page alone: %s', async (_, failing) => {
    const { fetch, urls } = mockFetch(
      listBody(['1'], 'b'),
      failing,
      listBody(['2'], 'c'),
      listBody(['3']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, adaptivePageSize: false }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2', '3']);
    expect(urls()).toStrictEqual([FIRST, after('b'), after('b'), after('c')]);
  });
});

describe('any other refusal', () => {
  const statuses = [
    304, 400, 401, 402, 403, 404, 405, 406, 409, 410, 415, 422, 423, 451, 501, 505, 511,
  ].flatMap((status): [string, RouteResponse][] => [
    [`${status} with an error.list`, { status, body: errorList('code') }],
    [`${status} without`, { status, body: '<html></html>' }],
  ]);

  it.each<[string, RouteResponse]>([
    // 304 cannot have a body.
    ...statuses.slice(2),
    ['304', 304],
    ['a redirect that a browser hides', { status: 0 }],
  ])('should be notified at once: %s', async (_, failing) => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), failing, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    expect(result.state).toBe('failed');
    expect(result.error).toMatchObject({ attempts: 1, startingAfter: 'b' });
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });
});

describe('giving up', () => {
  it.each<[string, RouteResponse, object]>([
    ['a refusal', { status: 500, body: errorList('server_error') }, { kind: 'error-list' }],
    ['a proxy', { status: 502, body: 'Bad Gateway' }, { kind: 'http', status: 502 }],
    ['a rate limit', { status: 429, body: errorList('rate_limit') }, { kind: 'rate-limit' }],
    ['the network', { throws: new TypeError('fetch failed') }, { kind: 'network' }],
    ['a timeout', silence(), { kind: 'timeout' }],
    ['a stalled body', stalledBody(), { kind: 'timeout' }],
    ['an empty body', '', { kind: 'decode' }],
  ])('should be the last typed error: %s', async (_, failing, expected) => {
    const first = { status: 503, body: 'first' };
    const { fetch, urls } = mockFetch(
      listBody(['1'], 'b'),
      ...[first, first, first, first, first, failing],
      listBody(['2']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, adaptivePageSize: false }));
    await pass(HOUR);
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1']);
    expect(result.state).toBe('failed');
    expect(result.error).toMatchObject({ ...expected, attempts: 6, startingAfter: 'b' });
    expect(urls()).toStrictEqual([FIRST, ...Array<string>(6).fill(after('b'))]);
  });

  it('should stop at the first failure that is not worth repeating', async () => {
    const { fetch, urls } = mockFetch(500, 502, { status: 404, body: errorList('not_found') });
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(HOUR);
    expect(result.error).toMatchObject({ status: 404, attempts: 3 });
    expect(urls()).toHaveLength(3);
  });

  it('should count anew for each page', async () => {
    const failing = [500, 500, 500, 500, 500];
    const { fetch, urls } = mockFetch(
      ...failing,
      listBody(['1'], 'b'),
      ...failing,
      listBody(['2'], 'c'),
      ...failing,
      500,
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass(HOUR);
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1', '2']);
    expect(result.error).toMatchObject({ attempts: 6, startingAfter: 'c' });
    expect(urls()).toHaveLength(18);
  });
});

describe('the backoff', () => {
  /** When seven attempts begin, in milliseconds after subscribing. */
  async function attemptTimes(
    retry: RetryConfig | undefined,
    random: () => number,
  ): Promise<readonly number[]> {
    const { fetch, times } = mockFetch(...Array<number>(20).fill(500));
    collect(conversations$({ token: 'tk-7f3a', fetch, retry, random }));
    await pass(HOUR);
    return times();
  }

  it.each<[string, RetryConfig | undefined, number, number[]]>([
    ['full jitter by default', undefined, 0.5, [0, 500, 1_500, 3_500, 7_500, 15_500]],
    ['as little as it draws', {}, 0.125, [0, 125, 375, 875, 1_875, 3_875]],
    ['no jitter', { jitter: 0 }, 0.5, [0, 1_000, 3_000, 7_000, 15_000, 31_000]],
    ['some jitter', { jitter: 0.5 }, 0.5, [0, 750, 2_250, 5_250, 11_250, 23_250]],
    ['its count', { jitter: 0, count: 2 }, 0.5, [0, 1_000, 3_000]],
    ['no retry', { count: 0 }, 0.5, [0]],
    ['its first delay', { jitter: 0, count: 3, initialDelay: 200 }, 0.5, [0, 200, 600, 1_400]],
    ['its longest', { jitter: 0, count: 4, maxDelay: 2_500 }, 0.5, [0, 1_000, 3_000, 5_500, 8_000]],
    [
      '30 s at most',
      { jitter: 0, count: 7 },
      0.5,
      [0, 1, 3, 7, 15, 31, 61, 91].map((s) => s * 1_000),
    ],
    [
      'undefined',
      { count: undefined, jitter: undefined },
      0.5,
      [0, 500, 1_500, 3_500, 7_500, 15_500],
    ],
  ])('should follow its settings: %s', async (_, retry, random, times) => {
    expect(await attemptTimes(retry, () => random)).toStrictEqual(times);
  });

  it.each<[string, string, () => number]>([
    [
      'throws',
      'one that failed',
      () => {
        throw new Error('no entropy');
      },
    ],
    ['answers NaN', 'NaN', () => NaN],
    ['answers too much', '1.5', () => 1.5],
    ['answers too little', '-0.5', () => -0.5],
    ['answers a text', '"0.5"', () => '0.5' as unknown as number],
    ['answers what has no text', 'object', () => Object.create(null) as number],
  ])('should end with an error of the union where the random source %s', async (_, got, random) => {
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), 500, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, random }));
    await pass(HOUR);
    const message = `Invalid option random: got ${got}; it must be a function that answers with a number from 0 to 1`;
    expect(result.error).toMatchObject({
      kind: 'invalid-options',
      field: 'random',
      message,
      startingAfter: 'b',
      checkpoint: { cursor: 'b' },
    });
    expect(urls()).toHaveLength(2);
  });

  it('should ask the random source for every wait', async () => {
    const randoms = [0.1, 0.9, 0.2, 0.8, 0.25];
    let asked = 0;
    const times = await attemptTimes(undefined, () => randoms[asked++] ?? NaN);
    expect(times).toStrictEqual([0, 100, 1_900, 2_700, 9_100, 13_100]);
    expect(asked).toBe(5);
  });

  it('should begin with the failure, not with the attempt', async () => {
    const { fetch, times, mock } = mockFetch();
    mock.anyOnce(500, { delay: 4_000 }).anyOnce(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, random: half }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 4_500]);
  });

  it('should be back at its beginning for the next page', async () => {
    const { fetch, times } = mockFetch(500, 500, listBody(['1'], 'b'), 500, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, random: half }));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 500, 1_500, 1_500, 2_000]);
  });
});

describe('retry: false', () => {
  it.each<[string, RouteResponse]>([
    ['500', 500],
    ['429', 429],
    ['the network', { throws: new TypeError('fetch failed') }],
    ['an empty body', ''],
  ])('should notify the first failure: %s', async (_, failing) => {
    const { fetch, urls } = mockFetch(failing, listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass();
    expect(result.state).toBe('failed');
    expect(result.error).toMatchObject({ attempts: 1 });
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
  });
});
