import { describe, expect, it, jest } from '@jest/globals';
import type { RateLimit } from '../../lib/rate/rate-limit.ts';
import { createRateLimiter } from '../../lib/index.ts';
import { answer, WINDOW } from './answer.ts';
import { limiterAt } from './limiter-at.ts';
import { reserve } from './reserve.ts';

describe('createRateLimiter', () => {
  it('should grant few requests before the first response, then all that is left', () => {
    const { limiter } = limiterAt(0);
    expect(reserve(limiter, 10)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 100, 100]);
    limiter.update(answer(99, 9_000));
    expect(reserve(limiter, 92)).toEqual(Array.from({ length: 92 }, () => 0));
    expect(limiter.reserve()).toBeGreaterThan(0);
  });

  it('should grant what a response says is left, then wait for the reset', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(2, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 9_000, 9_000]);
    clock.time = 8_999;
    expect(limiter.reserve()).toBe(1);
    clock.time = 9_000;
    expect(limiter.reserve()).toBe(0);
  });

  it('should not count what it refuses', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 9_000), limit: 2 });
    expect(reserve(limiter, 50)).toEqual(Array.from({ length: 50 }, () => 9_000));
    clock.time = 9_000;
    limiter.reserve();
    limiter.update({ ...answer(1, 9_999, 2 * WINDOW), limit: 2 });
    expect(reserve(limiter, 2)).toEqual([0, 9_999]);
  });

  it('should not pause while something is left', () => {
    const { clock, limiter } = limiterAt(0);
    for (let remaining = 99; remaining >= 0; remaining -= 1) {
      expect(limiter.reserve()).toBe(0);
      limiter.update(answer(remaining, WINDOW - clock.time));
      clock.time += 10;
    }
    expect(limiter.reserve()).toBe(WINDOW - clock.time);
  });

  it.each<[string, RateLimit | null]>([
    ['nothing', null],
    ['only the limit', { limit: 100, remaining: null, reset: null, resetIn: null }],
    ['no reset', { limit: 100, remaining: 0, reset: null, resetIn: null }],
    ['only the reset', { limit: null, remaining: null, reset: new Date(WINDOW), resetIn: 9_000 }],
  ])('should learn nothing from a response that says %s', (_name, rateLimit) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(rateLimit);
    expect(reserve(limiter, 3)).toEqual([0, 0, 0]);
  });

  it('should leave out the request itself where a fresh window still has its whole limit', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(2, 9_000), limit: 2 });
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should go by a clock that nobody sets back without one of its own', () => {
    const wall = jest.spyOn(Date, 'now').mockReturnValue(3_600_000);
    const monotonic = jest.spyOn(performance, 'now').mockReturnValue(500);
    try {
      const limiter = createRateLimiter();
      limiter.reserve();
      limiter.update(answer(0, 9_000));
      wall.mockReturnValue(0);
      expect(limiter.reserve()).toBe(9_000);
      monotonic.mockReturnValue(9_499);
      expect(limiter.reserve()).toBe(1);
      monotonic.mockReturnValue(9_500);
      expect(limiter.reserve()).toBe(0);
    } finally {
      wall.mockRestore();
      monotonic.mockRestore();
    }
  });

  it('should keep each limiter to itself', () => {
    const { limiter } = limiterAt(0);
    const other = limiterAt(0).limiter;
    limiter.pause(5_000);
    expect(limiter.reserve()).toBe(5_000);
    expect(other.reserve()).toBe(0);
  });
});
