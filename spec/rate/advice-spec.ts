import { describe, expect, it } from '@jest/globals';
import { dateAfter, readAdvice } from '../../lib/rate/advice.ts';

const NOW = Date.parse('2024-01-01T12:00:00Z');

describe('dateAfter', () => {
  it.each([
    [0, NOW],
    [5_000, NOW + 5_000],
    [999.4, NOW + 1_000],
    [8.64e15, 8.64e15],
    [Infinity, 8.64e15],
  ])('should name a valid time, never too early, after %d ms', (wait, time) => {
    expect(dateAfter(wait, NOW).getTime()).toBe(time);
  });
});

describe('readAdvice', () => {
  const date = { date: new Date(NOW + 3_600_000).toUTCString() };
  const reset = (seconds: number): Record<string, string> => ({
    ...date,
    'x-ratelimit-limit': '83',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(NOW / 1000 + 3_600 + seconds),
  });
  const twice = (...seconds: readonly number[]): string =>
    seconds.map((each) => NOW / 1000 + 3_600 + each).join(', ');
  const after = (value: string): Record<string, string> => ({ ...date, 'retry-after': value });

  it.each<[number, string, Record<string, string>, number | null]>([
    [429, 'Retry-After over a later reset', { ...reset(9), ...after('5') }, 5_000],
    [429, 'Retry-After over a sooner reset', { ...reset(2), ...after('5') }, 5_000],
    [429, 'Retry-After alone', after('5'), 5_000],
    [429, 'the reset alone', reset(9), 9_000],
    [429, 'the reset over garbage', { ...reset(9), ...after('soon') }, 9_000],
    [429, 'a reset that is past', reset(-9), 0],
    [429, 'nothing', {}, null],
    [429, 'Retry-After twice', after('5, 7'), 7_000],
    [429, 'the reset twice', { ...reset(9), 'x-ratelimit-reset': twice(9, 4) }, 9_000],
    [429, 'a reset no clock can measure', { ...reset(9), date: 'soon' }, null],
    [503, 'Retry-After', { ...reset(9), ...after('5') }, 5_000],
    [503, 'the reset, not its reason', reset(9), null],
    [200, 'the reset, not its reason', reset(9), null],
  ])('should say after %i with %s how long to wait, and until when', (status, _, headers, wait) => {
    const advice = readAdvice(status, new Headers(headers), NOW);
    expect(advice.wait).toBe(wait);
    expect(advice.retryAt).toEqual(wait === null ? null : new Date(NOW + wait));
  });

  it('should carry the rate limit', () => {
    expect(readAdvice(200, new Headers(reset(9)), NOW).rateLimit).toMatchObject({
      limit: 83,
      remaining: 0,
      resetIn: 9_000,
    });
    expect(readAdvice(200, new Headers(), NOW).rateLimit).toBeNull();
  });
});
