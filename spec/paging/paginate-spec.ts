import { describe, expect, it, jest } from '@jest/globals';
import type { Observable } from 'rxjs';
import { concatMap, of, take } from 'rxjs';
import { paginate, type Step } from '../../lib/paging/paginate.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { page, pages, type Page } from './page.ts';
import { synchronous, type Numbered } from './synchronous.ts';

/** Loads the prepared pages by name. */
function prepare<Source extends Observable<Page>>(prepared: Readonly<Record<string, Source>>) {
  return jest.fn((name: string): Source => {
    const source = prepared[name];
    if (source === undefined) throw new Error(`nothing prepared for ${name}`);
    return source;
  });
}

describe('paginate', () => {
  it('should load nothing before it is subscribed to', () => {
    const load = jest.fn(synchronous(1));
    const page$ = paginate<number, Numbered>(0, load);
    expect(load).not.toHaveBeenCalled();
    page$.subscribe();
    expect(load.mock.calls).toEqual([[0]]);
  });

  it('should deliver pages in order, and load each when the one before it is delivered', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('--(a|)', pages);
      const B = cold('---(b|)', pages);
      const C = cold('-(c|)', pages);
      expectObservable(paginate<string, Page>('A', prepare({ A, B, C }))).toBe('--a--b(c|)', pages);
      expectSubscriptions(A.subscriptions).toBe('^-!');
      expectSubscriptions(B.subscriptions).toBe('--^--!');
      expectSubscriptions(C.subscriptions).toBe('-----^!');
    });
  });

  it('should hand each load the very state that the page before it names', () => {
    const states = [{ wanted: 3 }, { wanted: 2 }, { wanted: 1 }] as const;
    const load = jest.fn(({ wanted }: { readonly wanted: number }) =>
      of({ next: states[4 - wanted] ?? null }),
    );
    expect(
      collect(paginate<{ wanted: number }, Step<{ wanted: number }>>(states[0], load)).state,
    ).toBe('complete');
    expect(load.mock.calls.map(([state]) => states.findIndex((given) => given === state))).toEqual([
      0, 1, 2,
    ]);
  });

  it('should pass on values that name no next state while a page is still loading', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('p-p-(a|)', pages);
      const B = cold('-p-(bp|)', { ...pages, b: page('b', null) });
      expectObservable(paginate<string, Page>('A', prepare({ A, B }))).toBe('p-p-ap-(bp|)', {
        ...pages,
        b: page('b', null),
      });
      expectSubscriptions(A.subscriptions).toBe('^---!');
      expectSubscriptions(B.subscriptions).toBe('----^--!');
    });
  });

  it('should load the next page before the load of the one before it has completed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-a----|', pages);
      const B = cold('-b-|', { b: page('b', null) });
      expectObservable(paginate<string, Page>('A', prepare({ A, B }))).toBe('-ab---|', {
        ...pages,
        b: page('b', null),
      });
      expectSubscriptions(A.subscriptions).toBe('^-----!');
      expectSubscriptions(B.subscriptions).toBe('-^--!');
    });
  });

  it('should begin afresh for each subscription', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-(a|)', pages);
      const B = cold('-(c|)', pages);
      const page$ = paginate<string, Page>('A', prepare({ A, B }));
      expectObservable(page$).toBe('-a(c|)', pages);
      expectObservable(page$, '-^').toBe('--a(c|)', pages);
      expectSubscriptions(A.subscriptions).toBe(['^!', '-^!']);
      expectSubscriptions(B.subscriptions).toBe(['-^!', '--^!']);
    });
  });
});

describe('paginate with a subscriber that takes enough', () => {
  it.each([
    { count: 1, marble: '-(a|)', subscriptions: [['^!'], [], []] },
    { count: 2, marble: '-a(b|)', subscriptions: [['^!'], ['-^!'], []] },
    { count: 3, marble: '-ab(c|)', subscriptions: [['^!'], ['-^!'], ['--^!']] },
  ])('should load $count pages when $count are taken', ({ count, marble, subscriptions }) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [A, B, C] = [cold('-(a|)', pages), cold('-(b|)', pages), cold('-(c|)', pages)];
      const load = prepare({ A, B, C });
      expectObservable(paginate<string, Page>('A', load).pipe(take(count))).toBe(marble, pages);
      [A, B, C].forEach((source, index) => {
        expectSubscriptions(source.subscriptions).toBe(subscriptions[index] ?? []);
      });
    });
  });

  it.each([
    { count: 1, marble: '-(a|)', second: [] },
    { count: 2, marble: '-(ab|)', second: [] },
    { count: 3, marble: '-(ab)(c|)', second: ['-^---!'] },
    { count: 4, marble: '-(ab)(cd|)', second: ['-^---!'] },
  ])('should load no page after the last item: $count of 2 a page', ({ count, marble, second }) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-(a|)', { a: page('ab', 'B') });
      const B = cold('----(b|)', { b: page('cd', 'C') });
      const C = cold('-(c|)', pages);
      const items = paginate<string, Page>('A', prepare({ A, B, C })).pipe(
        concatMap((loaded) => loaded.items),
        take(count),
      );
      expectObservable(items).toBe(marble);
      expectSubscriptions(A.subscriptions).toBe('^!');
      expectSubscriptions(B.subscriptions).toBe(second);
      expectSubscriptions(C.subscriptions).toBe([]);
    });
  });

  it.each([1, 2, 5])('should load %i pages also when they answer synchronously', (count) => {
    const load = jest.fn(synchronous(100));
    const { values, state } = collect(paginate<number, Numbered>(0, load).pipe(take(count)));
    expect(values.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, n) => n));
    expect(state).toBe('complete');
    expect(load).toHaveBeenCalledTimes(count);
  });

  it('should unsubscribe from the load in flight', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-(a|)', pages);
      const B = cold('-----(b|)', pages);
      const load = prepare({ A, B });
      expectObservable(paginate<string, Page>('A', load), '^--!').toBe('-a', pages);
      expectObservable(paginate<string, Page>('B', load), '^-!').toBe('-', pages);
      expectSubscriptions(A.subscriptions).toBe('^!');
      expectSubscriptions(B.subscriptions).toBe(['^-!', '-^-!']);
    });
  });
});

describe('paginate that fails', () => {
  it('should pass on the error of a load, and load no earlier page again', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-(a|)', pages);
      const B = cold('--#', pages, new Error('page two'));
      const result = paginate<string, Page>('A', prepare({ A, B }));
      expectObservable(result).toBe('-a-#', pages, new Error('page two'));
      expectSubscriptions(A.subscriptions).toBe('^!');
      expectSubscriptions(B.subscriptions).toBe('-^-!');
    });
  });

  it.each<[string, (() => Observable<unknown>) | undefined]>([
    ['without a gate', undefined],
    ['behind a gate', () => of(null)],
  ])('should notify the error that a load throws, %s', (_, whenPageWanted) => {
    const error = new Error('nothing prepared for B');
    const later = collect(paginate<string, Page>('A', prepare({ A: of(pages.a) }), whenPageWanted));
    expect(later).toMatchObject({ values: [pages.a], state: 'failed', error });
    const first = collect(paginate<string, Page>('B', prepare({}), whenPageWanted));
    expect(first).toMatchObject({ values: [], state: 'failed', error });
  });
});
