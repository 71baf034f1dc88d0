import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../lib/testing/random.ts';

const draw = (seed: number, stream: number): number[] => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 50 }, () => random.next());
};

describe('createRandom', () => {
  it('should give the same stream for the same seed and number', () => {
    expect(draw(7, 3)).toEqual(draw(7, 3));
  });

  it('should give another stream for another seed or number', () => {
    expect(draw(7, 3)).not.toEqual(draw(8, 3));
    expect(draw(7, 3)).not.toEqual(draw(7, 4));
  });

  it('should stay within its bounds and reach all of them', () => {
    const random = createRandom(1, 0);
    const rolls = Array.from({ length: 500 }, () => random.integer(6));
    const picks = Array.from({ length: 500 }, () => random.pick(['a', null]));

    expect(new Set(rolls)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(new Set(picks)).toEqual(new Set(['a', null]));
  });

  it('should let things happen as often as their probability says', () => {
    const random = createRandom(1, 0);
    const happened = Array.from({ length: 2000 }, () => random.chance(0.25)).filter(Boolean);

    expect(happened.length / 2000).toBeCloseTo(0.25, 1);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });
});
