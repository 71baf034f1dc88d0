import { describe, expect, it } from '@jest/globals';
import { RateLimitError, conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { options, timesAfter } from './times-after.ts';

useVirtualTime();

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
