import { describe, expect, it, jest } from '@jest/globals';
import { of, take, tap, throwError, type Observable } from 'rxjs';
import { createGate } from '../../lib/paging/gate.ts';
import { walk, type Step, type WalkConfig } from '../../lib/paging/walk.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { contextOf, step } from '../helpers/step.ts';

/** The pages a, b and c, as marble values. */
const steps = { a: step('a', undefined, 'B'), b: step('b', 'B', 'C'), c: step('c', 'C', null) };

/** A walk over the prepared pages, the first one as `top`. */
function gated(
  pages: Readonly<Record<string, Observable<Step<string>>>>,
  ready: WalkConfig<string>['ready'],
): Observable<string> {
  return walk({
    start: undefined,
    request: (cursor) => ({
      step$: pages[cursor ?? 'top'] ?? throwError(() => new Error(`no page ${String(cursor)}`)),
      where: () => contextOf(cursor),
    }),
    onCurrent: () => undefined,
    prefetch: () => false,
    ready,
  });
}

describe('createGate', () => {
  it('should let through at once when it is open', () => {
    const gate = createGate(() => true);
    expect(collect(gate.ready())).toMatchObject({ values: [undefined], state: 'complete' });
  });

  it('should not look before somebody waits', () => {
    const isOpen = jest.fn(() => true);
    const gate = createGate(isOpen);
    gate.check();
    const ready = gate.ready();
    gate.check();
    expect(isOpen).not.toHaveBeenCalled();
    ready.subscribe();
    expect(isOpen).toHaveBeenCalledTimes(1);
  });

  it('should let through once, at the first check that finds it open', () => {
    let open = false;
    const gate = createGate(() => open);
    const result = collect(gate.ready());
    gate.check();
    expect(result).toMatchObject({ values: [], state: 'open' });
    open = true;
    expect(result.values).toHaveLength(0);
    gate.check();
    expect(result).toMatchObject({ values: [undefined], state: 'complete' });
    gate.check();
    expect(result.values).toHaveLength(1);
  });

  it('should look anew for each that waits', () => {
    let open = true;
    const gate = createGate(() => open);
    expect(collect(gate.ready()).state).toBe('complete');
    open = false;
    const second = collect(gate.ready());
    expect(second.state).toBe('open');
    open = true;
    gate.check();
    expect(second.state).toBe('complete');
  });

  it('should forget who does not wait any more', () => {
    const isOpen = jest.fn(() => false);
    const gate = createGate(isOpen);
    const result = collect(gate.ready());
    result.unsubscribe();
    isOpen.mockClear();
    gate.check();
    expect(isOpen).not.toHaveBeenCalled();
    expect(result).toMatchObject({ values: [], state: 'open' });
  });
});

describe('walk behind a gate', () => {
  it('should ask for a page when it is wanted, and for the first one at once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const b = cold('-(b|)', steps);
      const c = cold('-(c|)', steps);
      let wanted = 0;
      let delivered = 0;
      const gate = createGate(() => wanted >= delivered);
      const result = gated({ top: a, B: b, C: c }, gate.ready).pipe(
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
      expectObservable(result).toBe('-a--b----(c|)');
      expectSubscriptions(a.subscriptions).toBe('^!');
      expectSubscriptions(b.subscriptions).toBe('---^!');
      expectSubscriptions(c.subscriptions).toBe('--------^!');
    });
  });

  it('should go on at once where the gate is open', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const pages = { top: cold('-(a|)', steps), B: cold('-(b|)', steps), C: cold('-(c|)', steps) };
      expectObservable(gated(pages, createGate(() => true).ready)).toBe('-ab(c|)');
      expectSubscriptions(pages.B.subscriptions).toBe('-^!');
      expectSubscriptions(pages.C.subscriptions).toBe('--^!');
    });
  });

  it('should wait once a page, and not behind the last one', () => {
    marbles(({ cold, expectObservable, flush }) => {
      const pages = { top: cold('-(a|)', steps), B: cold('-(b|)', steps), C: cold('-(c|)', steps) };
      const ready = jest.fn(() => of(undefined));
      expectObservable(gated(pages, ready)).toBe('-ab(c|)');
      flush();
      expect(ready).toHaveBeenCalledTimes(2);
    });
  });

  it('should not wait any more when enough is taken', () => {
    marbles(({ cold, expectObservable, flush }) => {
      const pages = { top: cold('-(a|)', steps), B: cold('-(b|)', steps) };
      const ready = jest.fn(() => of(undefined));
      expectObservable(gated(pages, ready).pipe(take(2))).toBe('-a(b|)');
      flush();
      expect(ready).toHaveBeenCalledTimes(1);
    });
  });

  it('should end the wait when unsubscribed, and ask for nothing', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const b = cold('-(b|)', steps);
      const wait = cold('--------(r|)');
      const result = gated({ top: cold('-(a|)', steps), B: b }, () => wait);
      expectObservable(result, '^----!').toBe('-a');
      expectSubscriptions(wait.subscriptions).toBe('-^---!');
      expectSubscriptions(b.subscriptions).toBe([]);
    });
  });

  it('should pass on what the wait fails with', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const b = cold('-(b|)', steps);
      const error = new Error('not any more');
      const result = gated({ top: cold('-(a|)', steps), B: b }, () => cold('--#', {}, error));
      expectObservable(result).toBe('-a-#', undefined, error);
      expectSubscriptions(b.subscriptions).toBe([]);
    });
  });

  it('should survive 20,000 pages that are wanted one after the other', () => {
    let waiting = false;
    const gate = createGate(() => waiting);
    let delivered = 0;
    let completed = false;
    walk({
      start: undefined,
      request: (cursor) => {
        const page = Number(cursor ?? 0);
        const next = page === 19_999 ? null : String(page + 1);
        return { step$: of(step(String(page), cursor, next)), where: () => contextOf(cursor) };
      },
      onCurrent: () => undefined,
      prefetch: () => false,
      ready: gate.ready,
    }).subscribe({
      next: () => {
        delivered += 1;
        waiting = false;
      },
      complete: () => {
        completed = true;
      },
    });
    let onTime = 0;
    for (let page = 1; page < 20_000; page += 1) {
      if (delivered === page) onTime += 1;
      waiting = true;
      gate.check();
    }
    expect(onTime).toBe(19_999);
    expect(delivered).toBe(20_000);
    expect(completed).toBe(true);
  });
});
