import { describe, expect, it } from '@jest/globals';
import { NEVER, of, Subject, take, takeUntil, throwError } from 'rxjs';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { NetworkError } from '../../lib/errors/network-error.ts';
import { positionWithin } from '../../lib/lists/pass-page.ts';
import { passSince } from '../../lib/paging/position.ts';
import { collect } from '../helpers/collect.ts';
import { contextOf, ids, partial, prepare, requested, whole, type Loading } from './fake-list.ts';
import { read, walk } from './fake-walk.ts';

/** A list of five rows, two a page. */
const A = of(whole(null, 'a9 b8', 'B'));
const B = of(whole('B', 'c7 d6', 'C'));
const C = of(whole('C', 'e5', null));

/** The failure of the request for the page after a cursor. */
function failure(cursor: string | null): NetworkError {
  return new NetworkError(contextOf(cursor), new Error('reset'));
}

describe('createWalk', () => {
  it('should deliver the pages of the list, and complete at its end', () => {
    const load = prepare({ A, B, C });
    const { page$ } = walk(load);
    expect(load).not.toHaveBeenCalled();
    const result = collect(page$);
    expect(result.values.map(ids)).toEqual(['ab', 'cd', 'e']);
    expect(result.state).toBe('complete');
  });

  it('should complete without a request where nothing is left', () => {
    const load = prepare({});
    expect(collect(walk(load, { wanted: 0 }).page$).state).toBe('complete');
    expect(collect(walk(load, { position: passSince(5) }).page$).state).toBe('complete');
    expect(load).not.toHaveBeenCalled();
  });

  it('should emit an event before each page', () => {
    const order: unknown[] = [];
    const { page$ } = walk(prepare({ A, B, C }), {
      events: (event) => order.push(event.kind === 'page' && event.number),
    });
    page$.subscribe((page) => order.push(ids(page)));
    expect(order).toEqual([1, 'ab', 2, 'cd', 3, 'e']);
  });

  it('should stand before a page until it is delivered', () => {
    const end$ = new Subject<void>();
    const cursors: unknown[] = [];
    const built = walk(prepare({ A, B, C }), {
      events: () => {
        cursors.push(built.checkpoint().cursor);
        if (cursors.length === 3) end$.next();
      },
    });
    built.page$.pipe(takeUntil(end$)).subscribe(() => cursors.push(built.checkpoint().cursor));
    expect(cursors).toEqual([null, 'B', 'B']);
  });
});

describe('a walk that is subscribed to again', () => {
  it('should go on behind the pages it has delivered', () => {
    const load = prepare({ A, B, C });
    const { page$, ...rest } = walk(load);
    expect(read({ page$: page$.pipe(take(1)), ...rest })).toEqual(['ab']);
    expect(read({ page$, ...rest })).toEqual(['cd', 'e']);
    expect(read({ page$, ...rest })).toEqual([]);
    expect(requested(load)).toEqual(['A Infinity', 'B Infinity', 'C Infinity']);
  });

  it('should request a page that has failed again, and none before it', () => {
    const load = prepare({ A, B: throwError(() => failure('B')), C });
    const built = walk(load);
    expect(read(built)).toEqual(['ab']);
    expect(read(built)).toEqual([]);
    load.mockImplementation(prepare({ B, C }));
    expect(read(built)).toEqual(['cd', 'e']);
    expect(requested(load).map(([cursor]) => cursor)).toEqual(['A', 'B', 'B', 'B', 'C']);
  });

  it('should want no more than is left of its limit', () => {
    const load = prepare({ A, B: throwError(() => failure('B')), C });
    const built = walk(load, { wanted: 3 });
    expect(read(built)).toEqual(['ab']);
    load.mockImplementation(prepare({ B, C }));
    expect(read(built)).toEqual(['c']);
    expect(read(built)).toEqual([]);
    expect(requested(load)).toEqual(['A 3', 'B 1', 'B 1']);
    expect(built.checkpoint()).toMatchObject({
      cursor: 'B',
      delivered: [
        ['a', 9],
        ['c', 7],
      ],
    });
  });

  it('should go on within the pass that has failed', () => {
    const load = prepare({ A, B: throwError(() => failure('B')) });
    const built = walk(load, { position: passSince(7), catchUp: true });
    expect(read(built)).toEqual(['ab']);
    expect(built.checkpoint()).toMatchObject({ pass: 1, cursor: 'B', since: 7, newest: 9 });
    load.mockImplementation(prepare({ B, A: NEVER }));
    expect(read(built)).toEqual(['c']);
    expect(built.checkpoint()).toMatchObject({ pass: 2, cursor: null, since: 9 });
  });

  it('should be another walk for each subscriber of its maker', () => {
    const load = prepare({ A, B, C });
    expect([read(walk(load)), read(walk(load))]).toEqual([
      ['ab', 'cd', 'e'],
      ['ab', 'cd', 'e'],
    ]);
  });
});

describe('the position of a failure of a walk', () => {
  it('should be the page that was not delivered', () => {
    const built = walk(prepare({ A, B: throwError(() => failure('B')) }));
    const { error } = collect(built.page$);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ startingAfter: 'B', ...contextOf('B') });
    expect(JSON.stringify((error as NetworkError).checkpoint)).toBe(
      JSON.stringify(built.checkpoint()),
    );
  });

  it('should not be added to an error of another kind', () => {
    const other = new Error('not of the union');
    expect(collect(walk(prepare({ A: throwError(() => other) })).page$).error).toBe(other);
    expect(other).not.toHaveProperty('checkpoint');
  });

  it('should be told with the request that is waited for', () => {
    const loading = new Subject<Loading>();
    const built = walk(prepare({ A, B: loading, C }));
    expect(built.errorContext()).toMatchObject({ ...NO_REQUEST, startingAfter: undefined });
    built.page$.subscribe();
    expect(built.errorContext()).toMatchObject({ ...contextOf(null), startingAfter: 'B' });
    loading.next({ ...partial('B', 'C'), context: { ...contextOf('B'), attempts: 3 } });
    expect(built.errorContext()).toMatchObject({ ...contextOf('B'), attempts: 3 });
    loading.next(whole('B', 'c7 d6', 'C'));
    expect(built.errorContext()).toMatchObject({ ...contextOf('C'), startingAfter: undefined });
    expect(built.errorContext().checkpoint).toMatchObject({ pass: 1, cursor: null });
  });

  it('should be that of a consumer that is not done with its pages', () => {
    const built = walk(prepare({ A, B, C: NEVER }));
    const pages = collect(built.page$).values;
    const standing = pages[1] && positionWithin(pages[1], 1);
    expect(built.errorContext(standing)).toMatchObject({
      startingAfter: 'B',
      checkpoint: {
        cursor: 'B',
        delivered: [
          ['a', 9],
          ['c', 7],
        ],
      },
    });
    expect(built.checkpoint(standing)).toMatchObject({ cursor: 'B', page: 2 });
    expect(built.checkpoint()).toMatchObject({ cursor: 'C', page: 3 });
  });
});
