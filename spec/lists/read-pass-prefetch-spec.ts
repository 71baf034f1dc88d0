import { describe, expect, it } from '@jest/globals';
import { map, of, take } from 'rxjs';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { readPass } from '../../lib/lists/read-pass.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { delivered } from '../paging/positions.ts';
import { contextOf, names, partial, passConfig, prepare, requested, whole } from './fake-list.ts';

/** A list of five rows, two a page, as marble values; capitals are cursors that are known early. */
const values = {
  a: whole(null, 'a9 b8', 'B'),
  b: whole('B', 'c7 d6', 'C'),
  c: whole('C', 'e5', null),
  B: partial(null, 'B'),
  C: partial('B', 'C'),
};
const read = { a: 'ab', b: 'cd', c: 'e', w: '?' };

/** Reads a list with one page ahead. */
function readAhead(
  load: ReturnType<typeof prepare>,
  position: Position = startAfter(null),
  wanted = Infinity,
) {
  return readPass({ position, wanted }, passConfig(load, { isPrefetched: true }));
}

describe('readPass with prefetch', () => {
  it.each<[string, boolean, Position, string, string, string]>([
    ['in the first reading', true, startAfter(null), '-w-aw--(bc|)', '-^-----!', '----^--!'],
    ['not when catching up', true, passSince(1), '-w-a--w--b--(c|)', '---^-----!', '---------^--!'],
    [
      'not unless it is wanted',
      false,
      startAfter(null),
      '-w-a--w--b--(c|)',
      '---^-----!',
      '---------^--!',
    ],
  ])('should load one page ahead: %s', (_, isPrefetched, position, pages, second, third) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('---C--(b|)', values);
      const C = cold('---(c|)', values);
      const load = prepare({ A: cold('-B-(a|)', values), B, C });
      const config = passConfig(load, { isPrefetched });
      expectObservable(names(readPass({ position, wanted: Infinity }, config))).toBe(pages, read);
      expectSubscriptions(B.subscriptions).toBe(second);
      expectSubscriptions(C.subscriptions).toBe(third);
    });
  });

  it('should name the request that it waits for, not the one ahead', () => {
    marbles(({ cold, expectObservable }) => {
      const load = prepare({
        A: cold('B-----(a|)', values),
        B: cold('C-(b|)', values),
        C: cold('----(c|)', values),
      });
      const url = readAhead(load).pipe(map(({ context }) => context.request?.url));
      const [a, b, c] = [null, 'B', 'C'].map((cursor) => contextOf(cursor).request?.url);
      expectObservable(url).toBe('a-----(ab)(c|)', { a, b, c });
    });
  });

  it.each<[number, readonly string[]]>([
    [1, ['A 1']],
    [2, ['A 2']],
    [3, ['A 3', 'B 1']],
    [4, ['A 4', 'B 2']],
    [5, ['A 5', 'B 3', 'C 1']],
    [Infinity, ['A Infinity', 'B Infinity', 'C Infinity']],
  ])('should request no page behind the last of %d wanted rows', (wanted, requests) => {
    const load = prepare({ A: of(values.a), B: of(values.b), C: of(values.c) });
    expect(collect(readAhead(load, startAfter(null), wanted)).state).toBe('complete');
    expect(requested(load)).toEqual(requests);
  });

  it('should request delivered rows ahead besides the wanted ones', () => {
    const load = prepare({ B: of(values.b), C: of(values.c) });
    const position = { ...startAfter('B'), newest: 9, delivered: delivered('c7') };
    expect(collect(names(readAhead(load, position, 2))).values).toEqual(['d', 'e']);
    expect(requested(load)).toEqual(['B 3', 'C 1']);
  });

  it.each([
    ['the start', 'S'],
    ['an earlier page', 'A'],
    ['the page itself', 'B'],
  ])('should not follow an early cursor that leads back: %s', (_, told) => {
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const S = cold('-(s|)', { s: whole('S', 's9', 'A') });
      const A = cold('-(a|)', { a: whole('A', 'a8', 'B') });
      const B = cold('-t---(b|)', { t: partial('B', told), b: whole('B', 'b7', 'C') });
      const C = cold('--(c|)', { c: whole('C', 'c6', null) });
      const load = prepare({ S, A, B, C });
      const names$ = names(readAhead(load, startAfter('S')));
      expectObservable(names$).toBe('-sa?---b-(c|)');
      expectSubscriptions(C.subscriptions).toBe('-------^-!');
      flush();
      expect(requested(load)).toEqual(['S', 'A', 'B', 'C'].map((cursor) => `${cursor} Infinity`));
    });
  });

  it('should end both requests when unsubscribed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-B---(a|)', values);
      const B = cold('------(b|)', values);
      expectObservable(names(readAhead(prepare({ A, B }))), '^--!').toBe('-w', read);
      expectSubscriptions(A.subscriptions).toBe('^--!');
      expectSubscriptions(B.subscriptions).toBe('-^-!');
    });
  });

  it('should end the request ahead when enough is taken', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('------(b|)', values);
      const load = prepare({ A: cold('-B---(a|)', values), B });
      expectObservable(names(readAhead(load)).pipe(take(2))).toBe('-w---(a|)', read);
      expectSubscriptions(B.subscriptions).toBe('-^---!');
    });
  });

  it('should end the request ahead when the page before it is refused', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-t---(b|)', { t: partial('B', 'X'), b: whole('B', 'b8', 'B') });
      const X = cold('--------(x|)', { x: whole('X', 'x7', null) });
      const error = new PaginationStalledError(contextOf('B'), 'B');
      expectObservable(names(readAhead(prepare({ B, X }), startAfter('B')))).toBe(
        '-?---#',
        undefined,
        error,
      );
      expectSubscriptions(X.subscriptions).toBe('-^---!');
    });
  });
});
