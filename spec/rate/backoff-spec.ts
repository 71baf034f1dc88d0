import { describe, expect, it } from '@jest/globals';
import { backoffDelay, jitterUpward, retryBounds } from '../../lib/rate/backoff.ts';

describe('retryBounds', () => {
  it('should fill in the defaults', () => {
    expect(retryBounds({})).toEqual({
      count: 5,
      initialDelay: 1_000,
      maxDelay: 30_000,
      maxWait: 300_000,
      jitter: 1,
    });
  });

  it('should keep what is given, zero included', () => {
    const given = { count: 0, initialDelay: 0, maxDelay: 0, maxWait: 0, jitter: 0 };
    expect(retryBounds(given)).toEqual(given);
  });

  it('should take nothing over but its own settings', () => {
    const config = { count: 2, scheduler: 'not ours' };
    expect(Object.keys(retryBounds(config)).sort()).toEqual([
      'count',
      'initialDelay',
      'jitter',
      'maxDelay',
      'maxWait',
    ]);
  });
});

describe('backoffDelay', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
    [6, 30_000],
    [7, 30_000],
    [60, 30_000],
    [5_000, 30_000],
  ])('should double up to the bound: retry %i waits %i ms without jitter', (retry, delay) => {
    expect(backoffDelay(retry, retryBounds({ jitter: 0 }), () => 0.5)).toBe(delay);
  });

  it.each([
    { jitter: 1, random: 0, delay: 0 },
    { jitter: 1, random: 0.25, delay: 1_000 },
    { jitter: 1, random: 0.999, delay: 3_996 },
    { jitter: 0.5, random: 0, delay: 2_000 },
    { jitter: 0.5, random: 0.5, delay: 3_000 },
    { jitter: 0, random: 0.999, delay: 4_000 },
  ])('should draw $delay ms of 4,000 at jitter $jitter, random $random', (row) => {
    const bounds = retryBounds({ jitter: row.jitter });
    expect(backoffDelay(3, bounds, () => row.random)).toBeCloseTo(row.delay, 9);
  });

  it.each([
    { initialDelay: 100, maxDelay: 250, delays: [100, 200, 250] },
    { initialDelay: 100, maxDelay: 50, delays: [50, 50, 50] },
    { initialDelay: 100, maxDelay: 0, delays: [0, 0, 0] },
    { initialDelay: 0, maxDelay: 250, delays: [0, 0, 0] },
  ])('should keep to $initialDelay ms and at most $maxDelay ms', (row) => {
    const bounds = retryBounds({ ...row, jitter: 0 });
    expect([1, 2, 3].map((retry) => backoffDelay(retry, bounds, () => 0))).toEqual(row.delays);
  });

  it('should be whole milliseconds', () => {
    const bounds = retryBounds({ jitter: 1 });
    expect(backoffDelay(1, bounds, () => 0.1234)).toBe(123);
    expect(backoffDelay(1, bounds, () => 0.1236)).toBe(124);
  });

  it('should stay a number however many retries there were', () => {
    const bounds = retryBounds({ initialDelay: 0, jitter: 0 });
    expect(backoffDelay(2_000, bounds, () => 0)).toBe(0);
  });
});

describe('jitterUpward', () => {
  it.each([
    { wait: 5_000, jitter: 1, random: 0, delay: 5_000 },
    { wait: 5_000, jitter: 1, random: 0.5, delay: 5_500 },
    { wait: 5_000, jitter: 1, random: 0.999, delay: 5_999 },
    { wait: 5_000, jitter: 0.1, random: 0.5, delay: 5_050 },
    { wait: 5_000, jitter: 0, random: 0.999, delay: 5_000 },
    { wait: 0, jitter: 1, random: 0, delay: 0 },
  ])('should make $delay ms of $wait at jitter $jitter, random $random', (row) => {
    const bounds = retryBounds({ jitter: row.jitter });
    expect(jitterUpward(row.wait, bounds, () => row.random)).toBeCloseTo(row.delay, 9);
  });

  it('should be whole milliseconds, and never fewer than asked for', () => {
    expect(jitterUpward(5_000, retryBounds({ jitter: 1 }), () => 0.1234)).toBe(5_124);
    expect(jitterUpward(999.5, retryBounds({ jitter: 0 }), () => 0)).toBe(1_000);
  });

  it('should spread by a share of initialDelay', () => {
    expect(jitterUpward(5_000, retryBounds({ initialDelay: 200 }), () => 0.5)).toBe(5_100);
  });
});
