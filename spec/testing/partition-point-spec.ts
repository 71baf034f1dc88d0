import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitionPoint } from '../../lib/testing/partition-point.ts';

describe('partitionPoint', () => {
  it('should find the first item of the second half, and ask logarithmically often', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer(), (values, limit) => {
        const sorted = [...values].sort((a, b) => a - b);
        let asked = 0;
        const found = partitionPoint(sorted, (value) => {
          asked += 1;
          return value < limit;
        });
        expect(found).toBe(sorted.filter((value) => value < limit).length);
        expect(asked).toBeLessThanOrEqual(Math.ceil(Math.log2(sorted.length + 1)));
      }),
    );
  });
});
