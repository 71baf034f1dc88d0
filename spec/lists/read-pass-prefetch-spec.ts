import { describe, expect, it } from '@jest/globals';
import { take } from 'rxjs';
import { readPass } from '../../lib/lists/read-pass.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import { marbles } from '../helpers/marbles.ts';
import { delivered } from '../paging/rows.ts';
import {
  names,
  partial,
  passConfig,
  prepare,
  requested,
  whole,
  type Loading,
} from './fake-list.ts';

/** A list of five rows, two a page, as marble values; capitals are cursors that are known early. */
const values = {
  a: whole(null, 'a9 b8', 'B'),
  b: whole('B', 'c7 d6', 'C'),
  c: whole('C', 'e5', null),
  B: partial(null, 'B'),
  C: partial('B', 'C'),
  w: partial(null, null),
};
const read = { a: 'ab', b: 'cd', c: 'e', w: '?', B: '?', C: '?' };

describe('readPass with prefetch', () => {
  it.each<[string, boolean, Position, string, string]>([
    ['in the first reading', true, startAfter(null), '-^--!', '---^--!'],
    ['not when catching up', true, passSince(1), '---^--!', '------^--!'],
    ['not unless it is asked to', false, startAfter(null), '---^--!', '------^--!'],
  ])('should load one page ahead: %s', (_, isPrefetched, position, second, third) => {
    marbles(({ cold, expectSubscriptions }) => {
      const B = cold('C--(b|)', values);
      const C = cold('---(c|)', values);
      const load = prepare({ A: cold('-B-(a|)', values), B, C });
      readPass({ position, wanted: Infinity }, passConfig(load, { isPrefetched })).subscribe();
      expectSubscriptions(B.subscriptions).toBe(second);
      expectSubscriptions(C.subscriptions).toBe(third);
    });
  });
});
