import { describe, expect, it, jest } from '@jest/globals';
import { concatMap, map, Observable, of, Subject, take, takeUntil } from 'rxjs';
import { paginate, type Step } from '../../lib/paging/paginate.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';

// 200,000 pages take a busy machine some seconds.
jest.setTimeout(30_000);

/** A page that the spec can tell from others; its state is the name of the page. */
interface Page extends Step<string> {
  readonly items: readonly string[];
}

function page(items: string, next: string | null): Page {
  return { items: Array.from(items), next };
}

/** The pages A, B and C, as marble values; `p` is a part of a page, before its next is known. */
const pages = { a: page('a', 'B'), b: page('b', 'C'), c: page('c', null), p: page('', null) };

/** Loads the prepared pages by name. */
function prepare<Source extends Observable<Page>>(prepared: Readonly<Record<string, Source>>) {
  return jest.fn((name: string): Source => {
    const source = prepared[name];
    if (source === undefined) throw new Error(`nothing prepared for ${name}`);
    return source;
  });
}

interface Numbered extends Step<number> {
  readonly number: number;
}

/** Loads pages that answer at once: 0, 1, 2 and so on, as many as counted. */
function synchronous(count: number) {
  return (number: number): Observable<Numbered> =>
    of({ number, next: number === count - 1 ? null : number + 1 });
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

describe('paginate that is ended from inside', () => {
  it('should load no page more when the subscriber ends it in `next`', () => {
    const load = jest.fn(synchronous(100));
    const end$ = new Subject<void>();
    const { values, state } = collect(
      paginate<number, Numbered>(0, load).pipe(takeUntil(end$)),
      ({ number }) => {
        if (number === 2) end$.next();
      },
    );
    expect(values).toHaveLength(3);
    expect(state).toBe('complete');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it.each(['A', 'B'])('should leave no load open that ends it while it is made: %s', (ending) => {
    const end$ = new Subject<void>();
    let open = 0;
    const load = jest.fn((name: string) => {
      if (name === ending) end$.next();
      if (name === 'A' && ending !== 'A') return of(pages.a);
      return new Observable<Page>(() => {
        open += 1;
        return () => {
          open -= 1;
        };
      });
    });
    const result = collect(paginate<string, Page>('A', load).pipe(takeUntil(end$)));
    expect(result.state).toBe('complete');
    expect(load).toHaveBeenCalledTimes(ending === 'A' ? 1 : 2);
    expect(open).toBe(0);
  });

  it('should let a subscriber paginate from inside `next`', () => {
    const load = synchronous(4);
    const seen = collect(
      paginate<number, Numbered>(0, load).pipe(
        concatMap((outer) =>
          paginate<number, Numbered>(0, load).pipe(
            map((inner) => outer.number * 10 + inner.number),
          ),
        ),
      ),
    );
    expect(seen.values).toEqual(
      [0, 10, 20, 30].flatMap((tens) => [0, 1, 2, 3].map((n) => tens + n)),
    );
    expect(seen.state).toBe('complete');
  });
});

describe('the stack of paginate', () => {
  it.each<[string, (() => Observable<unknown>) | undefined]>([
    ['without a gate', undefined],
    ['behind an open gate', () => of(null)],
  ])('should stay flat for 200,000 pages that answer synchronously, %s', (_, whenPageWanted) => {
    let delivered = 0;
    let completed = false;
    paginate<number, Numbered>(0, synchronous(200_000), whenPageWanted).subscribe({
      next: ({ number }) => {
        if (number === delivered) delivered += 1;
      },
      complete: () => {
        completed = true;
      },
    });
    expect(delivered).toBe(200_000);
    expect(completed).toBe(true);
  });
});
