import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { limits, tooMany } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { options, timesAfter } from './times-after.ts';

useVirtualTime();

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
