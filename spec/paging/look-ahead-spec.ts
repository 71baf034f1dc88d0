import { describe, expect, it, jest } from '@jest/globals';
import { ignoreElements, merge, NEVER, Observable, of, Subject, take, takeUntil, tap } from 'rxjs';
import { PaginationStalledError } from '../../lib/errors/pagination-stalled-error.ts';
import { walk, type Step, type WalkConfig } from '../../lib/paging/walk.ts';
import { collect } from '../helpers/collect.ts';
import { marbles } from '../helpers/marbles.ts';
import { contextOf, step } from '../helpers/step.ts';

type Source = Observable<Step<string>>;
type Request = WalkConfig<string>['request'];

/** The pages a, b, c and d, as marble values, and x, where only wrong cursors lead. */
const steps = {
  a: step('a', undefined, 'B'),
  b: step('b', 'B', 'C'),
  c: step('c', 'C', 'D'),
  d: step('d', 'D', null),
  x: step('x', 'X', null),
  /** The last page, where the list has three. */
  z: step('c', 'C', null),
};

/** The response of a page, and when which cursor is told early. */
type Prepared = Source | { readonly page: Source; readonly early: Observable<string> };

/** Hands out the prepared pages by cursor, the first one as `top`. */
function prepare(prepared: Readonly<Record<string, Prepared>>) {
  return jest.fn<Request>((cursor, early) => {
    const found = prepared[cursor ?? 'top'];
    if (found === undefined) throw new Error(`nothing prepared after ${cursor ?? 'top'}`);
    const step$ =
      'early' in found ? merge(found.early.pipe(tap(early), ignoreElements()), found.page) : found;
    return { step$, where: () => contextOf(cursor) };
  });
}

/** A walk that looks ahead. */
function looking(request: Request, config: Partial<WalkConfig<string>> = {}): Observable<string> {
  return walk({
    start: undefined,
    request,
    onCurrent: () => undefined,
    prefetch: () => true,
    ...config,
  });
}

function asked(request: jest.Mock<Request>): readonly (string | undefined)[] {
  return request.mock.calls.map(([cursor]) => cursor);
}

describe('walk with prefetch', () => {
  it('should ask for a page while the one before it is being delivered', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('---(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('---(z|)', steps);
      const request = prepare({ top: a, B: b, C: c });
      const result = looking(request, { ready: () => cold('-----(r|)') });
      expectObservable(result).toBe('---a----b----(c|)');
      expectSubscriptions(a.subscriptions).toBe('^--!');
      expectSubscriptions(b.subscriptions).toBe('---^--!');
      expectSubscriptions(c.subscriptions).toBe('--------^--!');
    });
  });

  it('should ask for a page as soon as its cursor is told', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----(a|)', steps);
      const b = cold('-----(b|)', steps);
      const c = cold('-----(z|)', steps);
      const request = prepare({
        top: { page: a, early: cold('--(B|)') },
        B: { page: b, early: cold('----(C|)') },
        C: c,
      });
      expectObservable(looking(request)).toBe('-----a-b---(c|)');
      expectSubscriptions(a.subscriptions).toBe('^----!');
      expectSubscriptions(b.subscriptions).toBe('--^----!');
      expectSubscriptions(c.subscriptions).toBe('------^----!');
    });
  });

  it('should say which requests are ahead', () => {
    marbles(({ cold, flush }) => {
      const request = prepare({
        top: { page: cold('-----(a|)', steps), early: cold('--(B|)') },
        B: cold('-(b|)', steps),
        C: cold('-(z|)', steps),
      });
      looking(request).subscribe();
      flush();
      expect(request.mock.calls.map(([cursor, , ahead]) => [cursor, ahead])).toEqual([
        [undefined, false],
        ['B', true],
        ['C', true],
      ]);
    });
  });

  it('should never be two pages ahead', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('--------(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('---(c|)', steps);
      const d = cold('---(d|)', steps);
      const request = prepare({
        top: { page: a, early: cold('-(B|)') },
        B: { page: b, early: cold('-(C|)') },
        C: { page: c, early: cold('-(D|)') },
        D: d,
      });
      const result = looking(request, { ready: () => cold('------(r|)') });
      expectObservable(result).toBe('--------a-----b-----c-----(d|)');
      expectSubscriptions(b.subscriptions).toBe('-^--!');
      expectSubscriptions(c.subscriptions).toBe('--------------^--!');
      expectSubscriptions(d.subscriptions).toBe('--------------------^--!');
    });
  });

  it('should keep the order when the page ahead answers first', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('------(a|)', steps);
      const b = cold('-(b|)', steps);
      const c = cold('----(z|)', steps);
      const request = prepare({ top: { page: a, early: cold('-(B|)') }, B: b, C: c });
      expectObservable(looking(request)).toBe('------(ab)(c|)');
      expectSubscriptions(b.subscriptions).toBe('-^!');
      expectSubscriptions(c.subscriptions).toBe('------^---!');
    });
  });

  it.each([
    ['at once', undefined, '------(a#)'],
    ['when it is wanted', '----(r|)', '------a---#'],
  ])('should notify that the page ahead failed in its turn: %s', (_, ready, expected) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('------(a|)', steps);
      const b = cold('--#', steps, new Error('page two'));
      const request = prepare({ top: { page: a, early: cold('-(B|)') }, B: b });
      const result = looking(request, {
        ready: ready === undefined ? undefined : () => cold(ready),
      });
      expectObservable(result).toBe(expected, undefined, new Error('page two'));
      expectSubscriptions(a.subscriptions).toBe('^-----!');
      expectSubscriptions(b.subscriptions).toBe('-^-!');
    });
  });

  it('should notify the failure of a page and end the page ahead of it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----#', steps, new Error('page one'));
      const b = cold('--------(b|)', steps);
      const request = prepare({ top: { page: a, early: cold('--(B|)') }, B: b });
      expectObservable(looking(request)).toBe('-----#', undefined, new Error('page one'));
      expectSubscriptions(b.subscriptions).toBe('--^--!');
    });
  });

  it.each([
    ['before the page is there', '^---!', '^---!', '--^-!'],
    ['while the page is being delivered', '^-------!', '^-----!', '--^-----!'],
  ])('should end both requests when unsubscribed %s', (_, until, first, second) => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('------(a|)', steps);
      const b = cold('---------(b|)', steps);
      const request = prepare({ top: { page: a, early: cold('--(B|)') }, B: b });
      const result = looking(request, { ready: () => NEVER });
      expectObservable(result, until).toBe(until.length > 6 ? '------a' : '-');
      expectSubscriptions(a.subscriptions).toBe(first);
      expectSubscriptions(b.subscriptions).toBe(second);
    });
  });

  it('should end the page ahead when enough is taken', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('---(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('---(c|)', steps);
      const request = prepare({ top: { page: a, early: cold('-(B|)') }, B: b, C: c });
      expectObservable(looking(request).pipe(take(1))).toBe('---(a|)');
      expectSubscriptions(b.subscriptions).toBe('-^-!');
      expectSubscriptions(c.subscriptions).toBe([]);
    });
  });

  it('should deliver pages whose responses end later', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-a-|', steps);
      const b = cold('-b-----|', steps);
      const c = cold('-(z|)', steps);
      expectObservable(looking(prepare({ top: a, B: b, C: c }))).toBe('-abc----|');
      expectSubscriptions(a.subscriptions).toBe('^--!');
      expectSubscriptions(b.subscriptions).toBe('-^------!');
      expectSubscriptions(c.subscriptions).toBe('--^!');
    });
  });

  it('should walk afresh for each subscription', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('---(a|)', steps);
      const b = cold('---(b|)', { b: step('b', 'B', null) });
      const result = looking(prepare({ top: { page: a, early: cold('-(B|)') }, B: b }));
      expectObservable(result).toBe('---a(b|)');
      expectObservable(result, '--^').toBe('-----a(b|)');
      expectSubscriptions(b.subscriptions).toBe(['-^--!', '---^--!']);
    });
  });

  it('should ask nothing ahead where prefetch says no', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('---(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('---(z|)', steps);
      const request = prepare({
        top: { page: a, early: cold('-(B|)') },
        B: { page: b, early: cold('-(C|)') },
        C: c,
      });
      const result = looking(request, { prefetch: () => false, ready: () => cold('--(r|)') });
      expectObservable(result).toBe('---a----b----(c|)');
      expectSubscriptions(b.subscriptions).toBe('-----^--!');
      expectSubscriptions(c.subscriptions).toBe('----------^--!');
    });
  });

  it('should ask prefetch for each page anew', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('---(a|)', steps);
      const b = cold('---(b|)', steps);
      const c = cold('---(z|)', steps);
      const request = prepare({ top: a, B: b, C: c });
      const prefetch = jest.fn(() => prefetch.mock.calls.length > 1);
      const result = looking(request, { prefetch, ready: () => cold('--(r|)') });
      expectObservable(result).toBe('---a----b--(c|)');
      expectSubscriptions(b.subscriptions).toBe('-----^--!');
      expectSubscriptions(c.subscriptions).toBe('--------^--!');
    });
  });

  it('should tell onCurrent of each page in the order of delivery, when its turn comes', () => {
    marbles(({ cold, scheduler, flush }) => {
      const request = prepare({
        top: { page: cold('------(a|)', steps), early: cold('-(B|)') },
        B: { page: cold('-(b|)', steps), early: of('C') },
        C: cold('---(z|)', steps),
      });
      const told: unknown[] = [];
      looking(request, {
        onCurrent: ({ where }) => told.push([scheduler.now(), where().startingAfter]),
        ready: () => cold('--(r|)'),
      }).subscribe();
      flush();
      expect(told).toEqual([
        [0, undefined],
        [8, 'B'],
        [10, 'C'],
      ]);
    });
  });
});

describe('a cursor told early', () => {
  it('should be dropped where it was wrong, and the right page asked for', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----(a|)', steps);
      const b = cold('--(b|)', { b: step('b', 'B', null) });
      const x = cold('------(x|)', steps);
      const request = prepare({ top: { page: a, early: cold('--(X|)') }, B: b, X: x });
      expectObservable(looking(request)).toBe('-----a-(b|)');
      expectSubscriptions(x.subscriptions).toBe('--^--!');
      expectSubscriptions(b.subscriptions).toBe('-----^-!');
    });
  });

  it('should be dropped where it was wrong although its page is there already', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----(a|)', steps);
      const b = cold('--(b|)', { b: step('b', 'B', null) });
      const x = cold('-(x|)', steps);
      const request = prepare({ top: { page: a, early: cold('-(X|)') }, B: b, X: x });
      expectObservable(looking(request)).toBe('-----a-(b|)');
      expectSubscriptions(x.subscriptions).toBe('-^!');
    });
  });

  it('should be dropped without a word where its page failed', () => {
    marbles(({ cold, expectObservable }) => {
      const a = cold('-----(a|)', steps);
      const b = cold('--(b|)', { b: step('b', 'B', null) });
      const x = cold('-#', steps, new Error('wrong page'));
      const request = prepare({ top: { page: a, early: cold('-(X|)') }, B: b, X: x });
      expectObservable(looking(request)).toBe('-----a-(b|)');
    });
  });

  it('should be dropped where the list ends', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-----(a|)', { a: step('a', undefined, null) });
      const x = cold('--------(x|)', steps);
      const request = prepare({ top: { page: a, early: cold('--(X|)') }, X: x });
      expectObservable(looking(request)).toBe('-----(a|)');
      expectSubscriptions(x.subscriptions).toBe('--^--!');
    });
  });

  it('should be dropped where the page leads back', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const b = cold('-----(b|)', { b: step('b', 'B', 'B') });
      const x = cold('--------(x|)', steps);
      const request = prepare({ B: { page: b, early: cold('--(X|)') }, X: x });
      const error = new PaginationStalledError(contextOf('B'), 'B');
      expectObservable(looking(request, { start: 'B' })).toBe('-----#', undefined, error);
      expectSubscriptions(x.subscriptions).toBe('--^--!');
    });
  });

  it('should be asked for once however often it is told', () => {
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const a = cold('-------(a|)', steps);
      const b = cold('--------(b|)', { b: step('b', 'B', null) });
      const request = prepare({ top: { page: a, early: cold('-B-B-(B|)') }, B: b });
      expectObservable(looking(request)).toBe('-------a-(b|)');
      expectSubscriptions(b.subscriptions).toBe('-^-------!');
      flush();
      expect(asked(request)).toEqual([undefined, 'B']);
    });
  });

  it('should give way to another one told by a retry', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('-------(a|)', steps);
      const b = cold('--------(b|)', { b: step('b', 'B', null) });
      const x = cold('--------(x|)', steps);
      const request = prepare({ top: { page: a, early: cold('-X-(B|)') }, B: b, X: x });
      expectObservable(looking(request)).toBe('-------a---(b|)');
      expectSubscriptions(x.subscriptions).toBe('-^-!');
      expectSubscriptions(b.subscriptions).toBe('---^-------!');
    });
  });

  it.each([
    ['the start', 'S'],
    ['an earlier page', 'T'],
    ['its own', 'B'],
  ])('should not be followed where it leads back: %s', (_, told) => {
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const s = cold('-(s|)', { s: step('s', 'S', 'T') });
      const t = cold('-(t|)', { t: step('t', 'T', 'B') });
      const b = cold('-----(b|)', { b: step('b', 'B', 'C') });
      const c = cold('--(z|)', steps);
      const request = prepare({ S: s, T: t, B: { page: b, early: cold(`-(${told}|)`) }, C: c });
      expectObservable(looking(request, { start: 'S' })).toBe('-st----b-(c|)');
      expectSubscriptions(c.subscriptions).toBe('-------^-!');
      flush();
      expect(asked(request)).toEqual(['S', 'T', 'B', 'C']);
    });
  });

  it('should not mislead when it is told after the page is there', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('--a-----|', steps);
      const b = cold('---(b|)', { b: step('b', 'B', null) });
      const x = cold('-(x|)', steps);
      const request = prepare({ top: { page: a, early: cold('---(X|)') }, B: b, X: x });
      const result = looking(request, { ready: () => cold('------(r|)') });
      expectObservable(result).toBe('--a-----(b|)');
      expectSubscriptions(x.subscriptions).toBe([]);
      expectSubscriptions(b.subscriptions).toBe('--^--!');
    });
  });

  it('should ask for nothing once the walk was unsubscribed from', () => {
    const request = prepare({ top: NEVER, B: NEVER });
    const result = collect(looking(request));
    result.unsubscribe();
    request.mock.calls[0]?.[1]('B');
    expect(asked(request)).toEqual([undefined]);
  });

  it('should ask for nothing once the page has failed', () => {
    const response = new Subject<Step<string>>();
    const request = prepare({ top: response, B: NEVER });
    const result = collect(looking(request));
    response.error(new Error('page one'));
    expect(result.state).toBe('failed');
    request.mock.calls[0]?.[1]('B');
    expect(asked(request)).toEqual([undefined]);
  });

  it('should leave no request behind whose making ends the walk', () => {
    const end = new Subject<void>();
    let open = 0;
    const ahead = new Observable<Step<string>>(() => {
      open += 1;
      end.next();
      return () => {
        open -= 1;
      };
    });
    const request = prepare({ top: { page: NEVER, early: of('B') }, B: ahead });
    const result = collect(looking(request).pipe(takeUntil(end)));
    expect(result.state).toBe('complete');
    expect(asked(request)).toEqual([undefined, 'B']);
    expect(open).toBe(0);
  });
});

describe('pages that come synchronously', () => {
  type Numbered = WalkConfig<number>['request'];

  /** So many pages that answer at once: 0, 1, 2…, telling their cursor in one way or another. */
  function synchronous(count: number, tell: 'never' | 'made' | 'subscribed'): jest.Mock<Numbered> {
    return jest.fn<Numbered>((cursor, early) => {
      const page = cursor === undefined ? 0 : Number(cursor);
      const next = page === count - 1 ? null : String(page + 1);
      const tellEarly = (): void => {
        if (next !== null) early(next);
      };
      if (tell === 'made') tellEarly();
      const answer = step(page, cursor, next);
      return {
        step$: new Observable((subscriber) => {
          if (tell === 'subscribed') tellEarly();
          subscriber.next(answer);
          subscriber.complete();
        }),
        where: () => answer.context,
      };
    });
  }

  it.each(['never', 'made', 'subscribed'] as const)(
    'should come in order, 20,000 of them, each asked for once; cursor told early: %s',
    (tell) => {
      const request = synchronous(20_000, tell);
      const result = collect(
        walk({
          start: undefined,
          request,
          onCurrent: () => undefined,
          prefetch: () => true,
        }),
      );
      expect(result.error).toBeUndefined();
      expect(result.state).toBe('complete');
      expect(result.values).toEqual(Array.from({ length: 20_000 }, (_, index) => index));
      expect(request).toHaveBeenCalledTimes(20_000);
    },
    // Thousands of pages take seconds on a busy machine.
    30_000,
  );

  it.each(['never', 'made', 'subscribed'] as const)(
    'should be one ahead at most of those taken; cursor told early: %s',
    (tell) => {
      const request = synchronous(100, tell);
      const result = collect(
        walk({
          start: undefined,
          request,
          onCurrent: () => undefined,
          prefetch: () => true,
        }).pipe(take(5)),
      );
      expect(result.values).toEqual([0, 1, 2, 3, 4]);
      expect(request).toHaveBeenCalledTimes(6);
    },
  );
});
