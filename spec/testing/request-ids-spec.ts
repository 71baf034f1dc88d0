import { describe, expect, it } from '@jest/globals';
import { createRequestIds } from '../../lib/testing/request-ids.ts';

const draw = (seed: number): string[] => Array.from({ length: 100 }, createRequestIds(seed));

describe('createRequestIds', () => {
  it('should give twenty base-32 digits, never the same twice', () => {
    const ids = draw(1);

    expect(ids.every((id) => /^[0-9a-v]{20}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(100);
  });

  it('should give the same ids for the same seed only', () => {
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
