import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import {
  InvalidOptionsError,
  conversations$,
  createRateLimiter,
  isIntercomError,
  type RateLimit,
  type RateLimiter,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

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

/** A limiter that answers what it is told to and keeps what it hears. */
function scripted(...answers: (() => number | PromiseLike<number>)[]) {
  const updates: (RateLimit | null)[] = [];
  const holds: number[] = [];
  let asked = 0;
  const rateLimiter: RateLimiter = {
    reserve: () => (answers[asked++] ?? answers.at(-1) ?? (() => 0))(),
    update: (rateLimit) => {
      updates.push(rateLimit);
    },
    pause: (duration) => {
      holds.push(duration);
    },
  };
  return { rateLimiter, updates, holds, asked: () => asked };
}

const granted = (): Promise<number> => Promise.resolve(0);

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

describe('a limiter that fails', () => {
  const failed = new Error('store is down');

  it('should be a typed error where reserve() throws', async () => {
    const { rateLimiter } = scripted(() => {
      throw failed;
    });
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'rateLimiter',
      cause: failed,
      message:
        'Invalid option rateLimiter: got one that failed; ' +
        'it may be a RateLimiter whose reserve() answers with milliseconds',
    });
    expect(urls()).toStrictEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'one that failed'],
    ['nothing, later', Promise.resolve(undefined), 'one that answers otherwise'],
    ['null', null, 'one that failed'],
    ['a text, later', Promise.resolve('soon'), 'one that answers otherwise'],
    ['an object', {}, 'one that failed'],
    ['no number', NaN, 'one that answers otherwise'],
    ['no number, later', Promise.resolve(NaN), 'one that answers otherwise'],
  ])('should be a typed error where it answers %s', async (_, answer, got) => {
    const { rateLimiter, updates } = scripted(() => answer as number);
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(10);
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'rateLimiter',
      message:
        `Invalid option rateLimiter: got ${got}; ` +
        'it may be a RateLimiter whose reserve() answers with milliseconds',
    });
    expect(urls()).toStrictEqual([]);
    expect(updates).toStrictEqual([]);
  });

  it.each([Infinity, 1e300])(
    'should be a typed error where no date can be so late: %d ms',
    async (wait) => {
      const { rateLimiter } = scripted(() => wait);
      const { fetch, urls } = mockFetch(listBody(['1']));
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
      await pass();
      expect(isIntercomError(result.error)).toBe(true);
      expect(urls()).toStrictEqual([]);
    },
  );

  it.each(['update', 'pause'] as const)(
    'should be a typed error, in time, where %s() throws',
    async (name) => {
      const { rateLimiter } = scripted(granted);
      const failing: RateLimiter = {
        ...rateLimiter,
        [name]: () => {
          throw failed;
        },
      };
      const { fetch, urls } = mockFetch(tooMany({ 'Retry-After': '1' }), listBody(['1']));
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter: failing }));
      await pass(HOUR);
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      expect(result.error).toMatchObject({ field: 'rateLimiter', cause: failed });
      expect(urls()).toStrictEqual([FIRST]);
    },
  );

  it('should say after which cursor to resume', async () => {
    const { rateLimiter } = scripted(granted, () => NaN);
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.error).toMatchObject({ field: 'rateLimiter', startingAfter: 'b' });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should raise nothing where nobody listens any more', async () => {
    const pending = deferred<number>();
    const { rateLimiter } = scripted(() => pending.promise);
    const { fetch } = mockFetch();
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    result.unsubscribe();
    pending.reject(failed);
    await pass(HOUR);
    // A rejection that nobody handles would fail this spec by itself.
    expect(result.state).toBe('open');
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
