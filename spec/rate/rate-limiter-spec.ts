import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asyncScheduler } from 'rxjs';
import { parseRateLimit, type RateLimit } from '../../lib/rate/rate-limit.ts';
import { createRateLimiter, type RateLimiter } from '../../lib/rate/rate-limiter.ts';
import { marbles } from '../helpers/marbles.ts';

const WINDOW = 10_000;

/** A limiter on a clock that the spec moves. */
function limiterAt(start: number) {
  const clock = { time: start, now: () => clock.time };
  return { clock, limiter: createRateLimiter({ scheduler: clock }) };
}

/** What a response says of its window: what is left, and the milliseconds until it ends. */
function answer(remaining: number, resetIn: number, reset = WINDOW): RateLimit {
  return { limit: 100, remaining, reset: new Date(reset), resetIn };
}

/** Sends so many requests, none of them answered yet; gives what `reserve` answered. */
function reserve(limiter: RateLimiter, count: number): unknown[] {
  return Array.from({ length: count }, () => limiter.reserve());
}

describe('createRateLimiter', () => {
  it('should grant everything before it knows of a limit', () => {
    const { limiter } = limiterAt(0);
    expect(reserve(limiter, 200)).toEqual(Array.from({ length: 200 }, () => 0));
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
    limiter.update(answer(0, 9_000));
    expect(reserve(limiter, 50)).toEqual(Array.from({ length: 50 }, () => 9_000));
    clock.time = 9_000;
    limiter.reserve();
    limiter.update(answer(1, 9_999, 2 * WINDOW));
    expect(reserve(limiter, 2)).toEqual([0, 9_999]);
  });

  it('should not pause while something is left', () => {
    const { clock, limiter } = limiterAt(0);
    for (let remaining = 99; remaining >= 0; remaining -= 1) {
      expect(limiter.reserve()).toBe(0);
      limiter.update(answer(remaining, WINDOW - clock.time));
      clock.time += 10;
    }
    expect(limiter.reserve()).toBe(WINDOW - clock.time + 10);
  });

  it('should count requests in flight as used', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 3);
    limiter.update(answer(3, 9_000));
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should grant nothing while those in flight may use up all that is left', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 5);
    limiter.update(answer(2, 9_000));
    expect(limiter.reserve()).toBe(9_000);
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

  it('should take the lowest of what the answers of a window say, in any order', () => {
    const { limiter } = limiterAt(0);
    reserve(limiter, 2);
    limiter.update(answer(3, 9_000));
    limiter.update(answer(4, 9_000));
    expect(reserve(limiter, 3)).toEqual([0, 0, 9_000]);
  });

  it('should ignore what a late answer says of an older window', () => {
    const { clock, limiter } = limiterAt(9_500);
    reserve(limiter, 2);
    clock.time = 10_500;
    limiter.update(answer(5, 9_500, 2 * WINDOW));
    limiter.update(answer(0, 100, WINDOW));
    expect(reserve(limiter, 5)).toEqual([0, 0, 0, 0, 9_500]);
  });

  it('should take the word of a new window over that of the one before', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(1, 9_000));
    limiter.reserve();
    clock.time = 8_900;
    limiter.update(answer(3, 9_800, 2 * WINDOW));
    expect(reserve(limiter, 4)).toEqual([0, 0, 0, 9_800]);
  });

  it('should not wait for a reset that is past', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(0, 0));
    expect(reserve(limiter, 2)).toEqual([0, 0]);
  });

  it('should leave out the request itself where a fresh window still has its whole limit', () => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update({ ...answer(2, 9_000), limit: 2 });
    expect(reserve(limiter, 2)).toEqual([0, 9_000]);
  });

  it('should go by its scheduler, asyncScheduler by default', () => {
    const asked: unknown[] = [];
    marbles(({ cold, expectObservable }) => {
      const limiter = createRateLimiter();
      limiter.reserve();
      limiter.update(answer(0, 5));
      const ask = cold('--a--b|');
      expectObservable(ask).toBe('--a--b|');
      ask.subscribe(() => asked.push(limiter.reserve()));
    });
    expect(asked).toEqual([3, 0]);
    expect(createRateLimiter({ scheduler: asyncScheduler }).reserve()).toBe(0);
  });

  it('should keep each limiter to itself', () => {
    const { limiter } = limiterAt(0);
    const other = limiterAt(0).limiter;
    limiter.hold(5_000);
    expect(limiter.reserve()).toBe(5_000);
    expect(other.reserve()).toBe(0);
  });
});

describe('hold', () => {
  it('should grant nothing for as long as told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.hold(5_000);
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
    limiter.hold(2_000);
    expect(limiter.reserve()).toBe(2_000);
  });

  it('should not use up what is left while it holds', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(1, 9_000));
    limiter.hold(2_000);
    reserve(limiter, 5);
    clock.time = 2_000;
    expect(reserve(limiter, 2)).toEqual([0, 7_000]);
  });

  it.each([
    { first: 5_000, second: 1_000, wait: 5_000 },
    { first: 1_000, second: 5_000, wait: 5_000 },
    { first: 5_000, second: 0, wait: 5_000 },
    { first: 5_000, second: -1, wait: 5_000 },
    { first: 0, second: 0, wait: 0 },
  ])('should go on for the longer of $first ms and $second ms', ({ first, second, wait }) => {
    const { limiter } = limiterAt(0);
    limiter.hold(first);
    limiter.hold(second);
    expect(limiter.reserve()).toBe(wait);
  });

  it('should be lengthened by what ends later, counted from when it is told', () => {
    const { clock, limiter } = limiterAt(0);
    limiter.hold(5_000);
    clock.time = 4_000;
    limiter.hold(2_000);
    expect(limiter.reserve()).toBe(2_000);
    limiter.hold(1_500);
    expect(limiter.reserve()).toBe(2_000);
  });

  it.each([
    { held: 2_000, resetIn: 9_000, wait: 9_000 },
    { held: 9_000, resetIn: 2_000, wait: 9_000 },
  ])('should wait for the later of hold ($held ms) and reset ($resetIn ms)', (row) => {
    const { limiter } = limiterAt(0);
    limiter.reserve();
    limiter.update(answer(0, row.resetIn));
    limiter.hold(row.held);
    expect(limiter.reserve()).toBe(row.wait);
  });
});

describe('a clock that is set back', () => {
  it.each<[string, (limiter: RateLimiter) => void]>([
    [
      'for the reset',
      (limiter) => {
        limiter.reserve();
        limiter.update(answer(0, 9_000));
      },
    ],
    [
      'while held',
      (limiter) => {
        limiter.hold(9_000);
      },
    ],
  ])('should not lengthen a wait %s', (_name, begin) => {
    const { clock, limiter } = limiterAt(3_600_000);
    begin(limiter);
    clock.time = 0;
    expect(limiter.reserve()).toBe(9_000);
    clock.time += 9_000;
    expect(limiter.reserve()).toBe(0);
  });

  it('should not undo what has been waited for already', () => {
    const { clock, limiter } = limiterAt(3_600_000);
    limiter.hold(9_000);
    clock.time += 6_000;
    expect(limiter.reserve()).toBe(3_000);
    clock.time -= 3_600_000;
    expect(limiter.reserve()).toBe(3_000);
    clock.time += 3_000;
    expect(limiter.reserve()).toBe(0);
  });
});
