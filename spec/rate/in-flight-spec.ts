import { describe, expect, it } from '@jest/globals';
import { answer } from './answer.ts';
import { limiterAt } from './limiter-at.ts';
import { reserve } from './reserve.ts';

describe('requests in flight', () => {
  it('should count requests in flight as used', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update(answer(3, 9_000));
    expect(reserve(limiter, 2)).toEqual([0, 100]);
  });

  it('should ask again soon while responses may show that those in flight are counted', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 5);
    limiter.update(answer(2, 9_000));
    expect(limiter.reserve()).toBe(100);
    for (let answered = 0; answered < 4; answered += 1) limiter.update(answer(2, 9_000));
    expect(reserve(limiter, 3)).toEqual([0, 0, 9_000]);
  });

  it('should not give back what a request that failed may have used', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(2, 9_000));
    limiter.reserve();
    limiter.update(null);
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should no longer count a request that failed as in flight', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update(null);
    limiter.update(null);
    clock.time = 20;
    limiter.update(answer(3, 9_000));
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, 9_000]);
  });

  it('should take those still in flight off what a new window holds', () => {
    const { clock, limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update({ ...answer(0, 9_000), limit: 3 });
    clock.time = 9_000;
    expect(reserve(limiter, 2)).toEqual([0, 100]);
  });

  it('should ask again where a new window was used up by requests that all failed', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(0, 9_000), limit: 2 });
    clock.time = 9_000;
    expect(reserve(limiter, 3)).toEqual([0, 0, 100]);
    limiter.update(null);
    expect(limiter.reserve()).toBe(100);
    limiter.update(null);
    expect(limiter.reserve()).toBe(0);
  });
});
