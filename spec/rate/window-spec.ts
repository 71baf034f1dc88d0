import { describe, expect, it } from '@jest/globals';
import { answer, WINDOW } from './answer.ts';
import { limiterAt } from './limiter-at.ts';
import { reserve } from './reserve.ts';

describe('the windows that responses tell of', () => {
  it.each([
    { first: 3, second: 9, wait: 9_000 },
    { first: 9, second: 3, wait: 100 },
  ])('should take the lower of $first and $second left, said of one window', (row) => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(row.first, 9_000));
    limiter.update(answer(row.second, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, row.wait]);
  });

  it('should ignore what a late answer says of an older window', () => {
    const { clock, limiter } = limiterAt(9_500);
    reserve(limiter, 2);
    clock.time = 10_500;
    limiter.update(answer(5, 9_500, 2 * WINDOW));
    limiter.update(answer(0, 100, WINDOW));
    expect(reserve(limiter, 6)).toEqual([0, 0, 0, 0, 0, 9_500]);
  });

  it.each([
    { earlier: 59_999, wait: 0 },
    { earlier: 60_000, wait: 5_000 },
    { earlier: 3_600_000, wait: 5_000 },
  ])('should wait $wait ms as told by a window that ends $earlier ms earlier', (row) => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(9, 9_000, 7_200_000));
    limiter.update(answer(0, 5_000, 7_200_000 - row.earlier));
    expect(limiter.reserve()).toBe(row.wait);
  });

  it('should not be paused by a late answer of a window that is over, while it leaves room', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(1, 1_000));
    expect(limiter.reserve()).toBe(100);
    clock.time = 1_000;
    expect(limiter.reserve()).toBe(0);
    limiter.update(answer(2, 1_000));
    expect(reserve(limiter, 2)).toEqual([0, 0]);
  });

  it('should take the word of a new window over that of the one before', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(1, 9_000));
    limiter.reserve();
    clock.time = 8_900;
    limiter.update({ ...answer(3, 9_800, 2 * WINDOW), limit: 4 });
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, 100]);
  });

  it('should wait for one window where a reset cannot be measured', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 0), resetIn: null });
    expect(limiter.reserve()).toBe(10_000);
  });

  it.each([15 * 60_000 + 1, 24.9 * 86_400_000, 1.8e12, Infinity])(
    'should take an absurd wait for one window: %d ms',
    (absurd) => {
      const told = limiterAt(0);
      told.limiter.reserve();
      told.limiter.update(answer(0, absurd));
      expect(told.limiter.reserve()).toBe(10_000);
      const refused = limiterAt(0);
      refused.limiter.pause(absurd);
      expect(refused.limiter.reserve()).toBe(10_000);
      refused.clock.time = 10_000;
      expect(refused.limiter.reserve()).toBe(0);
    },
  );

  it.each([0])('should not wait for a reset in %j ms', (resetIn) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 0), resetIn });
    expect(reserve(limiter, 2)).toEqual([0, 0]);
  });
});
