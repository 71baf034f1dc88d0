import { describe, expect, it, jest } from '@jest/globals';
import { concat, NEVER, of, Subject, throwError } from 'rxjs';
import { pull, type AfterFailure, type Open } from '../../lib/paging/pull.ts';
import { call, DONE, item, list, outcomes, page, reopen, type Page } from './pulled.ts';

// 20,000 pages take seconds on a busy machine.
jest.setTimeout(20_000);

describe('pull', () => {
  it('should open the pages at the first call of next', async () => {
    const { open } = list(['ab']);
    const iterator = pull(open, reopen);
    expect(iterator[Symbol.asyncIterator]()).toBe(iterator);
    expect(open).not.toHaveBeenCalled();
    expect(await iterator.next()).toEqual(item('a'));
    expect(await iterator.next()).toEqual(item('b'));
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('should serve calls that overlap in order, also by several pages and empty ones', async () => {
    const page$ = new Subject<Page>();
    const calls = call(
      pull(() => page$, reopen),
      6,
    );
    const seen: string[][] = [await outcomes(calls)];
    for (const letters of ['ab', '', 'cde']) {
      page$.next(page(letters));
      seen.push(await outcomes(calls));
    }
    page$.complete();
    seen.push(await outcomes(calls));
    expect(seen.map((row) => row.join(''))).toEqual([
      '??????',
      'ab????',
      'ab????',
      'abcde?',
      'abcde-',
    ]);
  });

  it('should settle calls in the order they were made', async () => {
    const order: number[] = [];
    const calls = call(pull(list(['ab', 'c']).open, reopen), 5);
    await Promise.all(calls.map((result, index) => result.then(() => order.push(index))));
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('should want a page when the one in hand is used up and a call waits', async () => {
    const { open, load } = list(['ab', 'cd', 'e']);
    const iterator = pull(open, reopen);
    const loads: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      await iterator.next();
      loads.push(load.mock.calls.length);
    }
    expect(loads).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('should stay at the end', async () => {
    const { open, load } = list(['a']);
    const iterator = pull(open, reopen);
    expect(await outcomes(call(iterator, 3))).toEqual(['a', '-', '-']);
    expect(await iterator.next()).toEqual(DONE);
    expect([open, load].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('should keep the stack flat', async () => {
    const letters = Array.from({ length: 20_000 }, () => 'a');
    const calls = call(pull(list(letters).open, reopen), 20_001);
    expect(await Promise.all(calls)).toEqual([...letters.map(item), DONE]);
    const empty = [...Array.from({ length: 20_000 }, () => ''), 'z'];
    expect(await outcomes(call(pull(list(empty).open, reopen), 2))).toEqual(['z', '-']);
  });
});

describe('a failure of pull', () => {
  /** Fails each time it is opened, but for the third; the page before the failure has one item. */
  function failing(when: 'synchronously' | 'later') {
    let opened = 0;
    const failures: Subject<Page>[] = [];
    const open = jest.fn<Open<string>>(() => {
      opened += 1;
      if (opened === 3) return concat(of(page('z')), NEVER);
      const error = new Error(`failure ${opened}`);
      const failure$ = new Subject<Page>();
      failures.push(failure$);
      return when === 'later' ? failure$ : throwError(() => error);
    });
    const fail = (): void => {
      failures.forEach((failure$, index) => {
        failure$.error(new Error(`failure ${index + 1}`));
      });
    };
    return { open, fail };
  }

  it.each<[AfterFailure, string, string, number]>([
    ['reopen', 'failure 1,failure 1,failure 1', 'failure 2', 2],
    ['fail', 'failure 1,failure 1,failure 1', 'failure 1', 1],
    ['end', 'failure 1,-,-', '-', 1],
  ])('should be followed by: %s', async (after, first, second, opened) => {
    const { open, fail } = failing('later');
    const afterFailure = jest.fn<(error: unknown) => AfterFailure>(() => after);
    const iterator = pull(open, afterFailure);
    const calls = call(iterator, 3);
    expect((await outcomes(calls)).join()).toBe('?,?,?');
    fail();
    expect((await outcomes(calls)).join()).toBe(first);
    const later = call(iterator, 1);
    fail();
    expect((await outcomes(later)).join()).toBe(second);
    expect(open).toHaveBeenCalledTimes(opened);
    expect(afterFailure).toHaveBeenCalledWith(new Error('failure 1'));
  });

  it.each<[AfterFailure, string]>([
    ['reopen', 'failure 1,failure 2,z'],
    ['fail', 'failure 1,failure 1,failure 1'],
    ['end', 'failure 1,-,-'],
  ])('should be followed by the same when it comes synchronously: %s', async (after, expected) => {
    const calls = call(
      pull(failing('synchronously').open, () => after),
      3,
    );
    expect((await outcomes(calls)).join()).toBe(expected);
  });

  it('should be a failure of opening, too', async () => {
    const open = jest.fn<Open<string>>(() => {
      throw new Error('cannot open');
    });
    const iterator = pull(open, reopen);
    await expect(iterator.next()).rejects.toThrow('cannot open');
    await expect(iterator.next()).rejects.toThrow('cannot open');
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('should drop the page in hand, and reject the next call when none waits', async () => {
    const page$ = new Subject<Page>();
    const open = jest
      .fn<Open<string>>()
      .mockReturnValueOnce(page$)
      .mockReturnValueOnce(of(page('b')));
    const iterator = pull(open, reopen);
    const first = iterator.next();
    page$.next(page('abc'));
    expect(await first).toEqual(item('a'));
    page$.error(new Error('aborted'));
    expect(open).toHaveBeenCalledTimes(1);
    await expect(iterator.next()).rejects.toThrow('aborted');
    expect(await iterator.next()).toEqual(item('b'));
    expect(open).toHaveBeenCalledTimes(2);
  });
});
