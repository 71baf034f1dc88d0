import { describe, expect, it } from '@jest/globals';
import { createForeignUse } from '../../lib/rate/foreign-use.ts';

describe('createForeignUse', () => {
  it('should be 0 as long as the own requests explain what was counted', () => {
    const foreign = createForeignUse();
    foreign.begin(0, true);
    foreign.observe(40, 40, 4_000);
    foreign.observe(50, 64, 5_000);
    expect(foreign.expect(10_000)).toBe(0);
  });

  it('should expect what others have made, and two standard deviations', () => {
    const foreign = createForeignUse();
    foreign.begin(0, true);
    // 30 in 5 s, and 5 s of nothing before.
    foreign.observe(70, 40, 5_000);
    expect(foreign.expect(3_000)).toBe(Math.round(9 + 2 * 3));
    expect(foreign.expect(0)).toBe(0);
    expect(foreign.expect(-1)).toBe(0);
  });

  it('should remember the window before, and forget it', () => {
    const foreign = createForeignUse();
    foreign.begin(0, true);
    foreign.observe(60, 0, 10_000);
    const expected = [0, 10_000, 20_000, 30_000, 40_000].map((now) => {
      foreign.begin(now, true);
      foreign.observe(0, 0, now + 10_000);
      return foreign.expect(10_000);
    });
    expect(expected).toEqual([...expected].sort((a, b) => b - a));
    expect(expected[0]).toBeGreaterThan(0);
    foreign.begin(50_000, false);
    expect(foreign.expect(10_000)).toBe(0);
  });

  it('should learn from late responses of the window before', () => {
    const foreign = createForeignUse();
    foreign.begin(0, true);
    foreign.observe(10, 10, 9_000);
    foreign.begin(10_000, true);
    expect(foreign.expect(5_000)).toBe(0);
    foreign.observeLate(60, 30, 9_500);
    expect(foreign.expect(5_000)).toBeGreaterThan(5);
  });

  it('should not count the rest of a window in which no request was sent', () => {
    const [early, late] = [5_000, 10_000].map((now) => {
      const foreign = createForeignUse();
      foreign.begin(0, true);
      foreign.observe(30, 0, 4_000);
      foreign.begin(10_000, true);
      foreign.observeLate(30, 0, now);
      return foreign.expect(10_000);
    });
    expect(early).toBeGreaterThan(late ?? NaN);
  });
});
