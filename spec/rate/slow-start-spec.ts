import { describe, expect, it } from '@jest/globals';
import { createSlowStart } from '../../lib/rate/slow-start.ts';

describe('createSlowStart', () => {
  it('should begin with eight, and allow one more with each response', () => {
    const start = createSlowStart();
    expect(start.bound()).toBe(8);
    for (let ended = 0; ended < 10; ended += 1) start.end();
    expect(start.bound()).toBe(18);
  });

  it('should allow one after a 429, then more, slowly from half of what was refused', () => {
    const start = createSlowStart();
    start.refuse(0, false);
    start.end();
    const bounds = Array.from({ length: 12 }, () => {
      start.end();
      return start.bound();
    });
    expect(bounds).toEqual([2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5]);
  });

  it('should halve once for all 429s of one burst', () => {
    const start = createSlowStart();
    for (let refused = 0; refused < 8; refused += 1) {
      start.refuse(0, true);
      start.end();
    }
    for (let ended = 0; ended < 3; ended += 1) start.end();
    expect(start.bound()).toBe(4);
  });

  it('should double the pause with each 429 in a row, up to a window', () => {
    const start = createSlowStart();
    const pauses = Array.from({ length: 6 }, () => start.refuse(1_000, false));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(start.refuse(30_000, false)).toBe(30_000);
  });

  it('should not lengthen the pause with a 429 that comes during it, or tells none', () => {
    const start = createSlowStart();
    expect([start.refuse(1_000, false), start.refuse(1_000, true), start.refuse(0, false)]).toEqual(
      [1_000, 1_000, 0],
    );
    expect(start.refuse(100, false)).toBe(2_000);
  });

  it('should begin with a short pause again after a response', () => {
    const start = createSlowStart();
    start.refuse(1_000, false);
    start.end();
    start.end();
    expect(start.refuse(1_000, false)).toBe(1_000);
  });
});
