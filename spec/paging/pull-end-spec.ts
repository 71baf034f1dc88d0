import { describe, expect, it, jest } from '@jest/globals';
import { concat, finalize, NEVER, Observable, of, Subject, tap, throwError } from 'rxjs';
import { pull, type Open } from '../../lib/paging/pull.ts';
import { call, DONE, item, list, outcomes, page, reopen, type Page } from './pulled.ts';

describe('return of pull', () => {
  it('should end the pages, the calls that wait, and every later call', async () => {
    const page$ = new Subject<Page>();
    const open = jest.fn<Open<string>>(() => page$);
    const iterator = pull(open, reopen);
    const calls = call(iterator, 3);
    page$.next(page('a'));
    expect(await iterator.return?.()).toEqual(DONE);
    expect(page$.observed).toBe(false);
    expect(await outcomes(calls)).toEqual(['a', '-', '-']);
    expect(await outcomes(call(iterator, 1))).toEqual(['-']);
    expect(await iterator.return?.()).toEqual(DONE);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('should drop the rest of the page in hand', async () => {
    const iterator = pull(list(['abc', 'd']).open, reopen);
    expect(await iterator.next()).toEqual(item('a'));
    await iterator.return?.();
    expect(await iterator.next()).toEqual(DONE);
  });

  it('should open nothing, also later', async () => {
    const { open } = list(['a']);
    const iterator = pull(open, reopen);
    expect(await iterator.return?.()).toEqual(DONE);
    expect(await iterator.next()).toEqual(DONE);
    expect(open).not.toHaveBeenCalled();
  });

  it.each(['reopen', 'fail', 'end'] as const)(
    'should end what has failed, too: %s',
    async (after) => {
      const open = jest.fn<Open<string>>(() => throwError(() => new Error('failure')));
      const iterator = pull(open, () => after);
      await expect(iterator.next()).rejects.toThrow('failure');
      await iterator.return?.();
      expect(await iterator.next()).toEqual(DONE);
      expect(open).toHaveBeenCalledTimes(1);
    },
  );

  it('should be what a loop calls when it ends early', async () => {
    const ended = jest.fn();
    const iterator = pull<string>(
      () => concat(of(page('ab')), NEVER).pipe(finalize(ended)),
      reopen,
    );
    const seen: string[] = [];
    for await (const letter of iterator) {
      seen.push(letter);
      if (letter === 'b') break;
    }
    expect(seen).toEqual(['a', 'b']);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe('untilTaken of pull', () => {
  it('should keep the stream open until the call after the last item', async () => {
    const completed = jest.fn();
    const { open } = list(['a', 'bc']);
    const iterator = pull<string>(
      (...args) => open(...args).pipe(tap({ complete: completed })),
      reopen,
    );
    for (const letter of 'abc') {
      expect(await iterator.next()).toEqual(item(letter));
      expect(completed).not.toHaveBeenCalled();
    }
    expect(await iterator.next()).toEqual(DONE);
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('should let the stream fail while its last items are not taken', async () => {
    const abort$ = new Subject<never>();
    const iterator = pull<string>(
      (_, untilTaken) =>
        new Observable((subscriber) => {
          subscriber.add(abort$.subscribe(subscriber));
          of(page('ab')).pipe(untilTaken).subscribe(subscriber);
        }),
      () => 'fail',
    );
    expect(await iterator.next()).toEqual(item('a'));
    abort$.error(new Error('aborted'));
    await expect(iterator.next()).rejects.toThrow('aborted');
  });
});

describe('pull that is called by its own pages', () => {
  type Iterator = AsyncIterableIterator<string, undefined>;

  it.each([
    [0, ['a', 'b', 'c']],
    [1, ['a', 'b', 'c', '-']],
  ])(
    'should serve what calls next() while page %i is loaded, in order',
    async (number, expected) => {
      let inner: ReturnType<typeof call> = [];
      const { open, load } = list(['a', 'b', 'c'], (loaded) => {
        if (loaded === number) inner = call(iterator, 2);
      });
      const iterator: Iterator = pull(open, reopen);
      const outer = call(iterator, number + 1);
      expect(await outcomes([...outer, ...inner])).toEqual(expected);
      expect([open, load].map(({ mock }) => mock.calls.length)).toEqual([1, 3]);
    },
  );

  it('should open the pages once for what calls next() while they are opened', async () => {
    let inner: ReturnType<typeof call> = [];
    const open = jest.fn<Open<string>>(() => {
      inner = call(iterator, 2);
      return concat(of(page('abc')), NEVER);
    });
    const iterator: Iterator = pull(open, reopen);
    const outer = call(iterator, 1);
    expect(await outcomes([...outer, ...inner])).toEqual(['a', 'b', 'c']);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('should be at its end for what calls next() when the pages complete', async () => {
    let inner: ReturnType<typeof call> = [];
    const { open } = list(['a']);
    const complete = (): void => {
      inner = call(iterator, 1);
    };
    const iterator: Iterator = pull((...args) => open(...args).pipe(tap({ complete })), reopen);
    expect(await outcomes(call(iterator, 2))).toEqual(['a', '-']);
    expect(await outcomes(inner)).toEqual(['-']);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it.each([
    'the pages are opened',
    'they are subscribed to',
    'an item is taken',
    'they fail',
    'they complete',
  ])('should end every call when return() is called while %s', async (when) => {
    let open = 0;
    const end = (now: string): void => {
      if (now === when) void iterator.return?.();
    };
    function* taken(): Page {
      end('an item is taken');
      yield* page('abc');
    }
    const opener = jest.fn<Open<string>>(() => {
      end('the pages are opened');
      return new Observable<Page>((subscriber) => {
        open += 1;
        subscriber.add(() => {
          open -= 1;
        });
        end('they are subscribed to');
        if (when === 'an item is taken') subscriber.next(taken());
        if (when === 'they fail') subscriber.error(new Error('failure'));
        if (when === 'they complete') subscriber.complete();
      }).pipe(
        tap({
          complete: () => {
            end('they complete');
          },
        }),
      );
    });
    const iterator: Iterator = pull(opener, () => {
      end('they fail');
      return 'fail';
    });
    const calls = call(iterator, 3);
    expect(await outcomes(calls)).toEqual(['-', '-', '-']);
    expect(open).toBe(0);
    expect(opener).toHaveBeenCalledTimes(1);
  });
});
