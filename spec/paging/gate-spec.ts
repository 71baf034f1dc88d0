import { describe, expect, it, jest } from '@jest/globals';
import { of, take, tap, type Observable } from 'rxjs';
import { createGate } from '../../lib/paging/gate.ts';
import { paginate, type Step } from '../../lib/paging/paginate.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';

type Page = Step<string>;

/** The pages A, B and C, as marble values, and a part of a page. */
const pages: Readonly<Record<'a' | 'b' | 'c' | 'p', Page>> = {
  a: { next: 'B' },
  b: { next: 'C' },
  c: { next: null },
  p: { next: null },
};

/** The prepared pages, from A on. */
function gated(
  prepared: Readonly<Record<string, Observable<Page>>>,
  whenPageWanted: () => Observable<unknown>,
): Observable<Page> {
  return paginate<string, Page>(
    'A',
    (name) => {
      const page$ = prepared[name];
      if (page$ === undefined) throw new Error(`nothing prepared for ${name}`);
      return page$;
    },
    whenPageWanted,
  );
}

describe('createGate', () => {
  it('should let through at once when it is open', () => {
    const gate = createGate(() => true);
    expect(collect(gate.whenOpen())).toMatchObject({ values: [undefined], state: 'complete' });
  });

  it('should ask whether it is open only while a subscriber waits', () => {
    const isOpen = jest.fn(() => true);
    const gate = createGate(isOpen);
    gate.check();
    const open$ = gate.whenOpen();
    gate.check();
    expect(isOpen).not.toHaveBeenCalled();
    open$.subscribe();
    expect(isOpen).toHaveBeenCalledTimes(1);
    gate.check();
    expect(isOpen).toHaveBeenCalledTimes(1);
  });

  it('should let through once, at the first check that finds it open', () => {
    let open = false;
    const gate = createGate(() => open);
    const result = collect(gate.whenOpen());
    gate.check();
    expect(result).toMatchObject({ values: [], state: 'open' });
    open = true;
    expect(result.values).toHaveLength(0);
    gate.check();
    expect(result).toMatchObject({ values: [undefined], state: 'complete' });
    gate.check();
    expect(result.values).toHaveLength(1);
  });

  it('should ask again for each subscriber', () => {
    let open = true;
    const gate = createGate(() => open);
    expect(collect(gate.whenOpen()).state).toBe('complete');
    open = false;
    const second = collect(gate.whenOpen());
    expect(second.state).toBe('open');
    open = true;
    gate.check();
    expect(second.state).toBe('complete');
  });

  it('should forget a subscriber that unsubscribes', () => {
    const isOpen = jest.fn(() => false);
    const gate = createGate(isOpen);
    const result = collect(gate.whenOpen());
    result.unsubscribe();
    isOpen.mockClear();
    gate.check();
    expect(isOpen).not.toHaveBeenCalled();
    expect(result).toMatchObject({ values: [], state: 'open' });
  });

  it('should pass on the error that isOpen throws', () => {
    const error = new Error('not known');
    const gate = createGate(() => {
      throw error;
    });
    expect(collect(gate.whenOpen())).toMatchObject({ values: [], state: 'failed', error });
  });

  it('should let through a subscriber that is added while it opens', () => {
    let open = false;
    const gate = createGate(() => open);
    let inner: ReturnType<typeof collect> | undefined;
    const outer = collect(gate.whenOpen(), () => {
      inner = collect(gate.whenOpen());
    });
    open = true;
    gate.check();
    expect([outer.values, inner?.values]).toEqual([[undefined], [undefined]]);
  });
});

describe('paginate behind a gate', () => {
  it('should load the first page at once, and each other when it is wanted', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const A = cold('-(a|)', pages);
      const B = cold('-(b|)', pages);
      const C = cold('-(c|)', pages);
      let wanted = 0;
      let delivered = 0;
      const gate = createGate(() => wanted >= delivered);
      const result = gated({ A, B, C }, gate.whenOpen).pipe(
        tap(() => {
          delivered += 1;
        }),
      );
      const demand = cold('---r----r').pipe(
        tap(() => {
          wanted += 1;
          gate.check();
        }),
      );
      expectObservable(demand).toBe('---r----r');
      expectObservable(result).toBe('-a--b----(c|)', pages);
      expectSubscriptions(A.subscriptions).toBe('^!');
      expectSubscriptions(B.subscriptions).toBe('---^!');
      expectSubscriptions(C.subscriptions).toBe('--------^!');
    });
  });

  it('should go on at once while the gate is open', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-(b|)', pages);
      const C = cold('-(c|)', pages);
      const gate = createGate(() => true);
      const result = gated({ A: cold('-(a|)', pages), B, C }, gate.whenOpen);
      expectObservable(result).toBe('-ab(c|)', pages);
      expectSubscriptions(B.subscriptions).toBe('-^!');
      expectSubscriptions(C.subscriptions).toBe('--^!');
    });
  });

  it('should wait once a page, not for its parts and not after the last one', () => {
    marbles(({ cold, expectObservable, flush }) => {
      const prepared = {
        A: cold('p(pa|)', pages),
        B: cold('-----(pb|)', pages),
        C: cold('-----(pc|)', pages),
      };
      const whenPageWanted = jest.fn(() => of(null));
      expectObservable(gated(prepared, whenPageWanted)).toBe('p(pa)-(pb)-(pc|)', pages);
      expect(whenPageWanted).not.toHaveBeenCalled();
      flush();
      expect(whenPageWanted).toHaveBeenCalledTimes(2);
    });
  });

  it('should not wait when enough is taken', () => {
    marbles(({ cold, expectObservable, flush }) => {
      const prepared = { A: cold('-(a|)', pages), B: cold('-(b|)', pages) };
      const whenPageWanted = jest.fn(() => of(null));
      expectObservable(gated(prepared, whenPageWanted).pipe(take(2))).toBe('-a(b|)', pages);
      flush();
      expect(whenPageWanted).toHaveBeenCalledTimes(1);
    });
  });

  it('should end the wait when unsubscribed, and load nothing', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-(b|)', pages);
      const wait = cold('--------(r|)');
      const result = gated({ A: cold('-(a|)', pages), B }, () => wait);
      expectObservable(result, '^----!').toBe('-a', pages);
      expectSubscriptions(wait.subscriptions).toBe('-^---!');
      expectSubscriptions(B.subscriptions).toBe([]);
    });
  });

  it('should pass on the error of the wait', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const B = cold('-(b|)', pages);
      const error = new Error('not any more');
      const result = gated({ A: cold('-(a|)', pages), B }, () => cold('--#', {}, error));
      expectObservable(result).toBe('-a-#', pages, error);
      expectSubscriptions(B.subscriptions).toBe([]);
    });
  });

  it('should load 20,000 pages that are wanted one after the other', () => {
    let isWanted = false;
    const gate = createGate(() => isWanted);
    const load = (page: number): Observable<Step<number>> =>
      of({ next: page === 19_999 ? null : page + 1 });
    const result = collect(paginate<number, Step<number>>(0, load, gate.whenOpen), () => {
      isWanted = false;
    });
    let steps = 1;
    while (result.values.length === steps && steps < 20_000) {
      steps += 1;
      isWanted = true;
      gate.check();
    }
    expect([steps, result.values.length]).toEqual([20_000, 20_000]);
    expect(result.state).toBe('complete');
  });
});
