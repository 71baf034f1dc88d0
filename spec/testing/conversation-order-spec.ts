import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareConversations,
  compareIds,
  indexOfPosition,
} from '../../lib/testing/conversation-order.ts';

const position = fc.record({
  updated_at: fc.integer({ min: 0, max: 5 }),
  id: fc.integer({ min: 0, max: 300 }).map(String),
});

describe('compareIds', () => {
  it('should compare as numbers do, however long', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const expected = a < b ? -1 : Number(a > b);
        expect(Math.sign(compareIds(String(a), String(b)))).toBe(expected);
      }),
    );
  });
});

describe('compareConversations', () => {
  it('should put the last changed first, and ties by ascending id', () => {
    const list = [
      { updated_at: 5, id: '10' },
      { updated_at: 7, id: '3' },
      { updated_at: 5, id: '9' },
    ].sort(compareConversations);

    expect(list.map(({ id }) => id)).toEqual(['3', '9', '10']);
  });
});

describe('indexOfPosition', () => {
  it('should find the first that does not come before', () => {
    fc.assert(
      fc.property(fc.array(position), position, (positions, wanted) => {
        const list = [...positions].sort(compareConversations);
        const before = list.filter((item) => compareConversations(item, wanted) < 0).length;
        expect(indexOfPosition(list, wanted)).toBe(before);
      }),
    );
  });
});
