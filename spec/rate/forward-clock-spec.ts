import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { forwardClock } from '../../lib/rate/forward-clock.ts';

/** A clock that the spec sets. */
function source(time: number) {
  const clock = { time, now: () => clock.time };
  return clock;
}

describe('forwardClock', () => {
  it('should start at 0 and tell what has passed', () => {
    const a = source(1_700_000_000_000);
    const clock = forwardClock([a]);
    expect(clock.now()).toBe(0);
    a.time += 2.5;
    expect(clock.now()).toBe(2.5);
    a.time += 1_000;
    expect(clock.now()).toBe(1_002.5);
  });

  it('should not go back, and go on from there', () => {
    const a = source(5_000);
    const clock = forwardClock([a]);
    clock.now();
    a.time = 6_000;
    clock.now();
    a.time = -3_600_000;
    expect(clock.now()).toBe(1_000);
    a.time += 10;
    expect(clock.now()).toBe(1_010);
  });

  it('should go with another source while one stands still or is set back', () => {
    const [a, b] = [source(0), source(100)];
    const clock = forwardClock([a, b]);
    clock.now();
    b.time += 40;
    expect(clock.now()).toBe(40);
    a.time += 70;
    expect(clock.now()).toBe(70);
    a.time -= 3_600_000;
    b.time += 60;
    expect(clock.now()).toBe(100);
  });

  it('should not add the steps of one source to those of another', () => {
    const [coarse, fine] = [source(0), source(0)];
    const clock = forwardClock([coarse, fine]);
    clock.now();
    for (let tenth = 1; tenth < 1_000; tenth += 1) {
      fine.time = tenth / 10;
      coarse.time = Math.floor(fine.time);
      clock.now();
    }
    expect(clock.now()).toBeCloseTo(99.9, 5);
  });

  it('should not read a source before it is asked', () => {
    const now = jest.fn(() => 0);
    forwardClock([{ now }]);
    expect(now).not.toHaveBeenCalled();
  });

  it('should never go back, whatever its sources do, and pass at least what each of them adds up', () => {
    const steps = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        const [a, b] = [source(0), source(0)];
        const clock = forwardClock([a, b]);
        let last = clock.now();
        let forward = 0;
        first.forEach((step, index) => {
          a.time += step;
          b.time += second[index] ?? 0;
          forward += Math.max(0, step);
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(last);
          expect(now).toBeGreaterThanOrEqual(forward);
          last = now;
        });
      }),
    );
  });
});
