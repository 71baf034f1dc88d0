import { describe, expect, it, jest } from '@jest/globals';
import { concat, defer, NEVER, of, take } from 'rxjs';
import { prefetch, type Load, type PageRequest } from '../../lib/paging/prefetch.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { everyPage, prepare, read, requested, values, type Known } from './prefetched.ts';

describe('prefetch', () => {
  it('should load a page while the one before it is being delivered', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('---(a|)', values);
      const B = cold('---(b|)', values);
      const C = cold('---(z|)', values);
      const result = read(prepare({ A, B, C }), { whenPageWanted: () => cold('-----(r|)') });
      expectObservable(result).toBe('---a----b----(c|)');
      expectSubscriptions(A.subscriptions).toBe('^--!');
      expectSubscriptions(B.subscriptions).toBe('---^--!');
      expectSubscriptions(C.subscriptions).toBe('--------^--!');
    });
  });

  it('should load a page as soon as its cursor is known', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('--B--(a|)', values);
      const B = cold('----C(b|)', values);
      const C = cold('-----(z|)', values);
      expectObservable(read(prepare({ A, B, C }))).toBe('-----a-b---(c|)');
      expectSubscriptions(A.subscriptions).toBe('^----!');
      expectSubscriptions(B.subscriptions).toBe('--^----!');
      expectSubscriptions(C.subscriptions).toBe('------^----!');
    });
  });

  it('should never be two pages ahead', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-B------(a|)', values);
      const B = cold('-C-(b|)', values);
      const C = cold('-D-(c|)', values);
      const D = cold('---(d|)', values);
      const result = read(prepare({ A, B, C, D }), { whenPageWanted: () => cold('------(r|)') });
      expectObservable(result).toBe('--------a-----b-----c-----(d|)');
      expectSubscriptions(B.subscriptions).toBe('-^--!');
      expectSubscriptions(C.subscriptions).toBe('--------------^--!');
      expectSubscriptions(D.subscriptions).toBe('--------------------^--!');
    });
  });

  it('should keep the order when the page ahead answers first', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-B----(a|)', values);
      const B = cold('-(b|)', values);
      const C = cold('----(z|)', values);
      expectObservable(read(prepare({ A, B, C }))).toBe('------(ab)(c|)');
      expectSubscriptions(B.subscriptions).toBe('-^!');
      expectSubscriptions(C.subscriptions).toBe('------^---!');
    });
  });

  it('should hand over the latest value of the page ahead, and what follows it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('B---(a|)', values);
      const B = cold('-w-C---(b|)', values);
      const { load } = prefetch(prepare({ A, B, C: cold('--------(z|)', values) }), everyPage);
      expectObservable(load({ cursor: null, wanted: 9 })).toBe('B---(a|)', values);
      const taken = defer(() => load({ cursor: 'B', wanted: 9 }));
      expectObservable(taken, '-----^').toBe('-----C-(b|)', values);
      expectSubscriptions(B.subscriptions).toBe('^------!');
    });
  });

  it.each([
    ['at once', undefined, '------(a#)'],
    ['when the page is wanted', '----(r|)', '------a---#'],
  ])('should keep the error of the page ahead until its turn: %s', (_, wanted, expected) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-B----(a|)', values);
      const B = cold('--#', values, new Error('page two'));
      const whenPageWanted = wanted === undefined ? undefined : () => cold(wanted);
      const result = read(prepare({ A, B }), { whenPageWanted });
      expectObservable(result).toBe(expected, undefined, new Error('page two'));
      expectSubscriptions(A.subscriptions).toBe('^-----!');
      expectSubscriptions(B.subscriptions).toBe('-^-!');
    });
  });

  it('should deliver pages whose loads complete later', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-a-|', values);
      const B = cold('-b-----|', values);
      const C = cold('-(z|)', values);
      expectObservable(read(prepare({ A, B, C }))).toBe('-abc----|');
      expectSubscriptions(A.subscriptions).toBe('^--!');
      expectSubscriptions(B.subscriptions).toBe('-^------!');
      expectSubscriptions(C.subscriptions).toBe('--^!');
    });
  });

  it('should load ahead afresh for each subscription', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('---(y|)', values);
      const result = read(prepare({ A: cold('-B-(a|)', values), B }));
      expectObservable(result).toBe('---a(b|)');
      expectObservable(result, '--^').toBe('-----a(b|)');
      expectSubscriptions(B.subscriptions).toBe(['-^--!', '---^--!']);
    });
  });
});

describe('the request that prefetch makes', () => {
  it('should be none where `following` says so, which is asked for each page anew', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-C-(b|)', values);
      const C = cold('---(z|)', values);
      const result = read(prepare({ A: cold('-B-(a|)', values), B, C }), {
        following: (request, next) => (next === 'B' ? null : everyPage(request, next)),
        whenPageWanted: () => cold('--(r|)'),
      });
      expectObservable(result).toBe('---a----b-(c|)');
      expectSubscriptions(B.subscriptions).toBe('-----^--!');
      expectSubscriptions(C.subscriptions).toBe('------^--!');
    });
  });

  it('should be the one that `following` derives from the request before it', () => {
    const load = prepare({ A: of(values.a), B: of(values.b), C: of(values.z) });
    const following = jest.fn((request: PageRequest, cursor: string) => ({
      cursor,
      wanted: request.wanted - 20,
    }));
    const ahead = prefetch(load, following);
    ahead.load({ cursor: null, wanted: 50 }).subscribe();
    ahead.load({ cursor: 'B', wanted: 30 }).subscribe();
    expect(following.mock.calls).toEqual([
      [{ cursor: null, wanted: 50 }, 'B'],
      [{ cursor: 'B', wanted: 30 }, 'C'],
    ]);
    expect(load.mock.calls).toEqual([
      [{ cursor: null, wanted: 50 }],
      [{ cursor: 'B', wanted: 30 }],
      [{ cursor: 'C', wanted: 10 }],
    ]);
  });

  it('should not be made before the page before it is subscribed to', () => {
    const load = prepare({ A: of(values.a), B: NEVER });
    const page$ = prefetch(load, everyPage).load({ cursor: null, wanted: 1 });
    expect(load).not.toHaveBeenCalled();
    page$.subscribe();
    expect(requested(load)).toEqual([null, 'B']);
  });
});

describe('pages that load synchronously with prefetch', () => {
  /** As many pages as counted: 0, 1, 2 and so on; their cursors are known early, or not. */
  function synchronous(count: number, isEarly: boolean) {
    return jest.fn<Load<Known<number>>>(({ cursor }) => {
      const page = Number(cursor ?? 0);
      const next = page === count - 1 ? null : String(page + 1);
      return concat(isEarly ? of({ page: null, next }) : [], of({ page, next }));
    });
  }

  it.each([false, true])('should come in order, each requested once; early: %s', (isEarly) => {
    const load = synchronous(20_000, isEarly);
    const result = collect(read(load));
    expect(result.state).toBe('complete');
    expect(result.values).toEqual(Array.from({ length: 20_000 }, (_, index) => index));
    expect(load).toHaveBeenCalledTimes(20_000);
  });

  it.each([false, true])('should be one more at most than taken; early: %s', (isEarly) => {
    const load = synchronous(100, isEarly);
    expect(collect(read(load).pipe(take(5))).values).toEqual([0, 1, 2, 3, 4]);
    expect(load).toHaveBeenCalledTimes(6);
  });
});
