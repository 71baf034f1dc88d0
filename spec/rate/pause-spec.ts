import { describe, expect, it } from '@jest/globals';
import { answer } from './answer.ts';
import { limiterAt } from './limiter-at.ts';
import { reserve } from './reserve.ts';

describe('pause', () => {
  it('should grant nothing for as long as told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.pause(5_000);
    expect(limiter.reserve()).toBe(5_000);
    clock.time = 4_999;
    expect(limiter.reserve()).toBe(1);
    clock.time = 5_000;
    expect(limiter.reserve()).toBe(0);
  });

  it('should hold although something is left', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(50, 9_000));
    limiter.pause(2_000);
    expect(limiter.reserve()).toBe(2_000);
  });

  it('should not use up what is left while it holds', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(12, 9_000));
    limiter.pause(2_000);
    reserve(limiter, 50);
    clock.time = 2_000;
    expect(reserve(limiter, 12)).toEqual(Array.from({ length: 12 }, () => 0));
    expect(limiter.reserve()).toBe(7_000);
  });

  it.each([
    { first: 5_000, second: 1_000, wait: 5_000 },
    { first: 1_000, second: 5_000, wait: 5_000 },
    { first: 5_000, second: 0, wait: 5_000 },
    { first: 5_000, second: -1, wait: 5_000 },
    { first: 0, second: 0, wait: 0 },
  ])('should go on for the longer of $first ms and $second ms', ({ first, second, wait }) => {
    const { limiter } = limiterAt(0);
    limiter.pause(first);
    limiter.pause(second);
    expect(limiter.reserve()).toBe(wait);
  });

  it('should be lengthened by what ends later, counted from when it is told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.pause(5_000);
    clock.time = 4_000;
    limiter.pause(2_000);
    expect(limiter.reserve()).toBe(2_000);
    limiter.pause(1_500);
    expect(limiter.reserve()).toBe(2_000);
  });

  it.each([
    { held: 2_000, resetIn: 9_000, wait: 9_000 },
    { held: 9_000, resetIn: 2_000, wait: 9_000 },
  ])('should wait for the later of pause ($held ms) and reset ($resetIn ms)', (row) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(0, row.resetIn));
    limiter.pause(row.held);
    expect(limiter.reserve()).toBe(row.wait);
  });
});
