import { describe, expect, it, jest } from '@jest/globals';
import { concatMap, map, of, Subject, take, takeUntil, type Observable } from 'rxjs';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { walk as walkWith, type Step } from '../../lib/paging/walk.ts';
import { marbles } from '../helpers/marbles.ts';
import { contextOf, step } from '../helpers/step.ts';

// 200,000 pages take seconds on a busy machine.
jest.setTimeout(30_000);

/** A walk that looks not ahead and waits for nobody. */
function walk<Page>(
  start: string | undefined,
  request: (cursor: string | undefined) => Observable<Step<Page>>,
): Observable<Page> {
  return walkWith({
    start,
    request: (cursor) => ({ step$: request(cursor), where: () => contextOf(cursor) }),
    onCurrent: () => undefined,
    prefetch: () => false,
  });
}

/** The pages a, b and c, as marble values. */
const steps = { a: step('a', undefined, 'B'), b: step('b', 'B', 'C'), c: step('c', 'C', null) };

/** Hands out the prepared requests by cursor, the first page's as `top`, and notes which were made. */
function prepare<Request extends Observable<Step<unknown>>>(
  prepared: Readonly<Record<string, Request>>,
) {
  return jest.fn((cursor: string | undefined): Request => {
    const request = prepared[cursor ?? 'top'];
    if (request === undefined) throw new Error(`nothing prepared after ${cursor ?? 'top'}`);
    return request;
  });
}

/** The request for one of so many pages that answer at once: 0, 1, 2… */
function synchronous(count: number) {
  return (cursor: string | undefined): Observable<Step<number>> => {
    const page = cursor === undefined ? 0 : Number(cursor);
    return of(step(page, cursor, page === count - 1 ? null : String(page + 1)));
  };
}

describe('walk', () => {
  it('should ask for nothing before it is subscribed to', () => {
    const request = jest.fn(synchronous(1));
    const result = walk(undefined, request);
    expect(request).not.toHaveBeenCalled();
    result.subscribe();
    expect(request.mock.calls).toEqual([[undefined]]);
  });

  it('should deliver the pages in order, asking for each when the one before it is there', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('--(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('-(c|)', steps);
      const request = prepare({ top: a, B: b, C: c });
      expectObservable(walk(undefined, request)).toBe('--a--b(c|)');
      expectSubscriptions(a.subscriptions).toBe('^-!');
      expectSubscriptions(b.subscriptions).toBe('--^--!');
      expectSubscriptions(c.subscriptions).toBe('-----^!');
    });
  });

  it('should begin after `start`', () => {
    marbles(({ cold, expectObservable }) => {
      const request = prepare({ B: cold('-(b|)', steps), C: cold('-(c|)', steps) });
      expectObservable(walk('B', request)).toBe('-b(c|)');
    });
  });

  it('should go on after an empty page that names a next cursor', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const none: readonly string[] = [];
      const top = cold('-(x|)', { x: step(none, undefined, 'B') });
      const b = cold('-(x|)', { x: step(none, 'B', 'C') });
      const c = cold('-(x|)', { x: step(['c'], 'C', null) });
      const result = walk(undefined, prepare({ top, B: b, C: c }));
      expectObservable(result).toBe('-xy(z|)', { x: [], y: [], z: ['c'] });
      expectSubscriptions(c.subscriptions).toBe('--^!');
    });
  });

  it('should deliver pages before the response that brought them has ended', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-a----|', steps);
      const b = cold('-b-|', { b: step('b', 'B', null) });
      expectObservable(walk(undefined, prepare({ top: a, B: b }))).toBe('-ab---|');
      expectSubscriptions(a.subscriptions).toBe('^-----!');
      expectSubscriptions(b.subscriptions).toBe('-^--!');
    });
  });

  it.each([
    { count: 1, marble: '-(a|)', subscriptions: [['^!'], [], []] },
    { count: 2, marble: '-a(b|)', subscriptions: [['^!'], ['-^!'], []] },
    { count: 3, marble: '-ab(c|)', subscriptions: [['^!'], ['-^!'], ['--^!']] },
  ])('should ask for $count pages and no more when $count are taken', (expected) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const pages = [cold('-(a|)', steps), cold('-(b|)', steps), cold('-(c|)', steps)] as const;
      const request = prepare({ top: pages[0], B: pages[1], C: pages[2] });
      expectObservable(walk(undefined, request).pipe(take(expected.count))).toBe(expected.marble);
      pages.forEach((page, index) => {
        expectSubscriptions(page.subscriptions).toBe(expected.subscriptions[index] ?? []);
      });
    });
  });

  it.each([
    { count: 1, marble: '-(a|)', second: [] },
    { count: 2, marble: '-(ab|)', second: [] },
    { count: 3, marble: '-(ab)(c|)', second: ['-^---!'] },
    { count: 4, marble: '-(ab)(cd|)', second: ['-^---!'] },
  ])(
    'should not ask for a page behind the last item taken: $count of 2 a page',
    ({ count, marble, second }) => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const top = cold('-(x|)', { x: step(['a', 'b'], undefined, 'B') });
        const b = cold('----(x|)', { x: step(['c', 'd'], 'B', 'C') });
        const c = cold('-(x|)', { x: step(['e'], 'C', null) });
        const items = walk(undefined, prepare({ top, B: b, C: c })).pipe(
          concatMap((page) => page),
          take(count),
        );
        expectObservable(items).toBe(marble);
        expectSubscriptions(top.subscriptions).toBe('^!');
        expectSubscriptions(b.subscriptions).toBe(second);
        expectSubscriptions(c.subscriptions).toBe([]);
      });
    },
  );

  it.each([1, 2, 5])('should make %i requests for as many synchronous pages', (count) => {
    const request = jest.fn(synchronous(100));
    const seen: number[] = [];
    walk(undefined, request)
      .pipe(take(count))
      .subscribe((page) => seen.push(page));
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(request).toHaveBeenCalledTimes(count);
  });

  it('should ask for no page more when `next` ends the walk', () => {
    const request = jest.fn(synchronous(100));
    const stop = new Subject<void>();
    const seen: number[] = [];
    walk(undefined, request)
      .pipe(takeUntil(stop))
      .subscribe((page) => {
        seen.push(page);
        if (page === 2) stop.next();
      });
    expect(seen).toEqual([0, 1, 2]);
    expect(request).toHaveBeenCalledTimes(3);
  });

  it('should pass on the error of a page and not ask for the earlier ones again', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const b = cold('-(b|)', steps);
      const c = cold('--#', steps, new Error('page three'));
      const result = walk(undefined, prepare({ top: a, B: b, C: c }));
      expectObservable(result).toBe('-ab-#', undefined, new Error('page three'));
      expectSubscriptions(a.subscriptions).toBe('^!');
      expectSubscriptions(b.subscriptions).toBe('-^!');
      expectSubscriptions(c.subscriptions).toBe('--^-!');
    });
  });

  it('should notify what `request` throws', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const result = walk(undefined, prepare({ top: a }));
      expectObservable(result).toBe('-(a#)', undefined, new Error('nothing prepared after B'));
      expectObservable(walk('B', prepare({}))).toBe(
        '#',
        undefined,
        new Error('nothing prepared after B'),
      );
      expectSubscriptions(a.subscriptions).toBe('^!');
    });
  });

  it('should end the request under way when unsubscribed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const b = cold('-----(b|)', steps);
      const c = cold('-(c|)', steps);
      const result = walk(undefined, prepare({ top: a, B: b, C: c }));
      expectObservable(result, '^--!').toBe('-a');
      expectSubscriptions(a.subscriptions).toBe('^!');
      expectSubscriptions(b.subscriptions).toBe('-^-!');
      expectSubscriptions(c.subscriptions).toBe([]);
    });
  });

  it('should end the first request when unsubscribed before it is answered', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----(a|)', steps);
      expectObservable(walk(undefined, prepare({ top: a })), '^-!').toBe('-');
      expectSubscriptions(a.subscriptions).toBe('^-!');
    });
  });

  it('should walk afresh for each subscription', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const b = cold('-(b|)', { b: step('b', 'B', null) });
      const result = walk(undefined, prepare({ top: a, B: b }));
      expectObservable(result).toBe('-a(b|)');
      expectObservable(result, '-^').toBe('--a(b|)');
      expectSubscriptions(a.subscriptions).toBe(['^!', '-^!']);
      expectSubscriptions(b.subscriptions).toBe(['-^!', '--^!']);
    });
  });

  it('should let a consumer walk again from where it is called', () => {
    const request = synchronous(4);
    const seen: number[] = [];
    walk(undefined, request)
      .pipe(concatMap((outer) => walk(undefined, request).pipe(map((inner) => outer * 10 + inner))))
      .subscribe((value) => seen.push(value));
    expect(seen).toEqual([0, 10, 20, 30].flatMap((outer) => [0, 1, 2, 3].map((n) => outer + n)));
  });

  it.each([20_000, 200_000])('should survive %i synchronous pages', (count) => {
    let delivered = 0;
    let completed = false;
    walk(undefined, synchronous(count)).subscribe({
      next: (page) => {
        if (page === delivered) delivered += 1;
      },
      complete: () => {
        completed = true;
      },
    });
    expect(delivered).toBe(count);
    expect(completed).toBe(true);
  });

  it.each<{ name: string; start?: string; next: Record<string, string>; delivered: string[] }>([
    { name: 'the same cursor', next: { top: 'A', A: 'A' }, delivered: ['top'] },
    { name: 'a longer cycle', next: { top: 'A', A: 'B', B: 'A' }, delivered: ['top', 'A'] },
    { name: 'the start itself', start: 'S', next: { S: 'S' }, delivered: [] },
    { name: 'back to the start', start: 'S', next: { S: 'A', A: 'S' }, delivered: ['S'] },
  ])('should fail in place of the page that leads back: $name', ({ start, next, delivered }) => {
    const asked: string[] = [];
    const seen: string[] = [];
    const errors: unknown[] = [];
    const complete = jest.fn();
    walk(start, (cursor) => {
      const page = cursor ?? 'top';
      if (asked.push(page) > 10) throw new Error('walked in circles');
      return of(step(page, cursor, next[page] ?? null));
    }).subscribe({
      next: (page) => seen.push(page),
      error: (error: unknown) => errors.push(error),
      complete,
    });
    const stalled = asked.at(-1);
    const cursor = stalled === 'top' ? undefined : stalled;
    expect(asked).toEqual([...delivered, stalled]);
    expect(seen).toEqual(delivered);
    expect(complete).not.toHaveBeenCalled();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(PaginationStalledError);
    expect(errors[0]).toMatchObject({ cursor: next[stalled ?? ''], ...contextOf(cursor) });
  });

  it('should end the stalled request and ask for nothing more', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-(a|)', steps);
      const b = cold('-b-----|', { b: step('b', 'B', 'B') });
      const result = walk(undefined, prepare({ top: a, B: b }));
      const error = new PaginationStalledError(contextOf('B'), 'B');
      expectObservable(result, '^--------!').toBe('-a#', undefined, error);
      expectSubscriptions(a.subscriptions).toBe('^!');
      expectSubscriptions(b.subscriptions).toBe('-^!');
    });
  });
});
