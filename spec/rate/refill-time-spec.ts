import { describe, expect, it } from '@jest/globals';
import { boundedWait, createRefillTime } from '../../lib/rate/refill-time.ts';

/** The server's clock is this far ahead. */
const SKEW = 5_000_000;

/** What a response tells that the server made at `at`, on this machine's clock, and that took `down`. */
function told(at: number, down: number, length = 10_000) {
  const date = Math.floor((at + SKEW) / 1_000) * 1_000;
  const reset = (Math.floor((at + SKEW) / length) + 1) * length;
  return { reset, resetIn: reset - date, sent: at - 20, now: at + down };
}

describe('createRefillTime', () => {
  it('should be too late by the time of the headers and what Date leaves out', () => {
    expect(createRefillTime()(told(1_400, 50))).toBe(10_450);
  });

  it('should keep the earliest estimate', () => {
    const refillTime = createRefillTime();
    refillTime(told(1_100, 30));
    expect(refillTime(told(3_900, 200))).toBeCloseTo(10_133, 0);
    expect(refillTime(told(5_000, 10))).toBe(10_010);
  });

  it('should keep it from window to window', () => {
    const refillTime = createRefillTime();
    refillTime(told(1_000, 10));
    expect(refillTime(told(11_900, 10))).toBeCloseTo(20_021, 0);
  });

  it('should never be earlier than the true end', () => {
    const refillTime = createRefillTime();
    for (let at = 0; at < 300_000; at += 733) {
      const end = (Math.floor(at / 10_000) + 1) * 10_000;
      expect(refillTime(told(at, (at * 7) % 900))).toBeGreaterThanOrEqual(end);
    }
  });

  it('should take an ended window for over', () => {
    const refillTime = createRefillTime();
    expect(refillTime({ reset: 9_000, resetIn: 0, sent: 100, now: 400 })).toBe(400);
  });

  it('should follow a clock that was set', () => {
    const refillTime = createRefillTime();
    refillTime(told(1_000, 10));
    const later = { ...told(2_000, 10), now: 3_602_010, sent: 3_601_980 };
    expect(refillTime(later)).toBe(3_602_010 + later.resetIn);
  });

  it.each([null, 15 * 60_000 + 1, Infinity])('should be in one window where told %d', (resetIn) => {
    expect(createRefillTime()({ reset: 9_000, resetIn, sent: 100, now: 400 })).toBe(10_400);
  });
});

describe('boundedWait', () => {
  it.each([
    [0, 0],
    [900_000, 900_000],
    [900_001, 10_000],
    [Infinity, 10_000],
  ])('should take %d ms for %d ms', (duration, wait) => {
    expect(boundedWait(duration)).toBe(wait);
  });
});
