import { describe, expect, it } from '@jest/globals';
import { NEVER, Observable, of, Subject, take, takeUntil } from 'rxjs';
import { prefetch, type Load } from '../../lib/paging/prefetch.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { everyPage, prepare, read, requested, values, type Known } from './prefetched.ts';

describe('a cursor that is known early', () => {
  it.each([
    ['while its page is loading', '------(d|)', '--^--!'],
    ['although its page is there', '-(d|)', '--^!'],
    ['although its page has failed', '-#', '--^!'],
  ])('should be given up where it was wrong, %s', (_, page, subscription) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('--(y|)', values);
      const X = cold(page, values, new Error('wrong page'));
      expectObservable(read(prepare({ A: cold('--X--(a|)', values), B, X }))).toBe('-----a-(b|)');
      expectSubscriptions(X.subscriptions).toBe(subscription);
      expectSubscriptions(B.subscriptions).toBe('-----^-!');
    });
  });

  it('should be given up where the list ends', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const X = cold('--------(d|)', values);
      expectObservable(read(prepare({ A: cold('--X--(d|)', values), X }))).toBe('-----(d|)');
      expectSubscriptions(X.subscriptions).toBe('--^--!');
    });
  });

  it('should be given up where the page that is loaded turns out to be another one', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const X = cold('--------(d|)', values);
      const { load } = prefetch(
        prepare({ A: cold('X|', values), B: cold('--w', values), X }),
        everyPage,
      );
      expectObservable(load({ cursor: null, wanted: 9 })).toBe('X|', values);
      expectObservable(load({ cursor: 'B', wanted: 9 }), '--^').toBe('----w', values);
      expectSubscriptions(X.subscriptions).toBe('^---!');
    });
  });

  it('should be requested once however often it is told', () => {
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const B = cold('--------(y|)', values);
      const load = prepare({ A: cold('-B-B-B-(a|)', values), B });
      expectObservable(read(load)).toBe('-------a-(b|)');
      expectSubscriptions(B.subscriptions).toBe('-^-------!');
      flush();
      expect(requested(load)).toEqual([null, 'B']);
    });
  });

  it('should give way to another one', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('--------(y|)', values);
      const X = cold('--------(d|)', values);
      const result = read(prepare({ A: cold('-X-B---(a|)', values), B, X }));
      expectObservable(result).toBe('-------a---(b|)');
      expectSubscriptions(X.subscriptions).toBe('-^-!');
      expectSubscriptions(B.subscriptions).toBe('---^-------!');
    });
  });

  it('should be requested afresh when its page is, so as not to be the older of the two', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('--(y|)', values);
      const result = read(prepare({ A: cold('w-B---w--B(a|)', values), B }));
      expectObservable(result).toBe('----------a(b|)');
      expectSubscriptions(B.subscriptions).toBe(['--^-!', '---------^-!']);
    });
  });
});

describe('the page ahead', () => {
  it('should be cancelled when the page before it fails', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('--------(b|)', values);
      const result = read(prepare({ A: cold('--B--#', values, new Error('page one')), B }));
      expectObservable(result).toBe('-----#', undefined, new Error('page one'));
      expectSubscriptions(B.subscriptions).toBe('--^--!');
    });
  });

  it.each([
    ['before the page is there', '^---!', '-', '^---!', '--^-!'],
    ['while the page is being delivered', '^-------!', '------a', '^-----!', '--^-----!'],
  ])('should be cancelled when unsubscribed %s', (_, until, expected, first, second) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('--B---(a|)', values);
      const B = cold('---------(b|)', values);
      const result = read(prepare({ A, B }), { whenPageWanted: () => NEVER });
      expectObservable(result, until).toBe(expected);
      expectSubscriptions(A.subscriptions).toBe(first);
      expectSubscriptions(B.subscriptions).toBe(second);
    });
  });

  it('should be cancelled when enough is taken', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('---(b|)', values);
      const C = cold('---(c|)', values);
      const result = read(prepare({ A: cold('-B-(a|)', values), B, C }));
      expectObservable(result.pipe(take(1))).toBe('---(a|)');
      expectSubscriptions(B.subscriptions).toBe('-^-!');
      expectSubscriptions(C.subscriptions).toBe([]);
    });
  });

  it('should be cancelled also after it was taken over', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('--C---------(b|)', values);
      const C = cold('------------(z|)', values);
      const result = read(prepare({ A: cold('-B-(a|)', values), B, C }));
      expectObservable(result, '^-----!').toBe('---a');
      expectSubscriptions(B.subscriptions).toBe('-^----!');
      expectSubscriptions(C.subscriptions).toBe('---^--!');
    });
  });

  it('should be cancelled by `close`, which leaves the page being loaded alone', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-B----B(a|)', values);
      const B = cold('---------(b|)', values);
      const ahead = prefetch(prepare({ A, B }), everyPage);
      expectObservable(ahead.load({ cursor: null, wanted: 9 })).toBe('-B----B(a|)', values);
      cold('----x').subscribe(() => {
        ahead.close();
        ahead.close();
      });
      expectSubscriptions(A.subscriptions).toBe('^------!');
      expectSubscriptions(B.subscriptions).toBe('-^--!');
    });
  });

  it.each<[string, (load: Subject<Known>) => void]>([
    ['unsubscribed from', () => undefined],
    [
      'failed',
      (load) => {
        load.error(new Error('page one'));
      },
    ],
  ])('should not be requested once the pages have been %s', (_, end) => {
    const A = new Subject<Known>();
    const load = prepare({ A, B: NEVER });
    const result = collect(read(load));
    end(A);
    result.unsubscribe();
    A.next(values.B);
    expect(requested(load)).toEqual([null]);
    expect(A.observed).toBe(false);
  });

  it.each([
    ['made', 'at once'],
    ['made', 'later'],
    ['subscribed to', 'at once'],
    ['subscribed to', 'later'],
  ])('should not stay open when it ends the pages as it is %s, %s', (when, time) => {
    const end$ = new Subject<void>();
    let open = 0;
    const ahead$ = new Observable<Known>(() => {
      open += 1;
      if (when === 'subscribed to') end$.next();
      return () => {
        open -= 1;
      };
    });
    const A = new Subject<Known>();
    const prepared = prepare({ A: time === 'later' ? A : of(values.B), B: ahead$ });
    const load: Load<Known> = (request) => {
      if (request.cursor === 'B' && when === 'made') end$.next();
      return prepared(request);
    };
    const result = collect(read(load).pipe(takeUntil(end$)));
    A.next(values.B);
    expect(result.state).toBe('complete');
    expect(requested(prepared)).toEqual([null, 'B']);
    expect(open).toBe(0);
  });
});
