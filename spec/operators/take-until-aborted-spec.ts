import { describe, expect, it, jest } from '@jest/globals';
import { NEVER, of, Subject, timer } from 'rxjs';
import { AbortError } from '../../lib/errors/abort-error.ts';
import { isIntercomError } from '../../lib/errors/intercom-error.ts';
import { takeUntilAborted } from '../../lib/operators/take-until-aborted.ts';
import { marbles } from '../helpers/marbles.ts';

const aborted = new AbortError('the reason');

describe('takeUntilAborted', () => {
  it('should mirror the source while nobody aborts', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      const { signal } = new AbortController();
      expectObservable(source.pipe(takeUntilAborted(signal))).toBe('-a-b-|');
      expectSubscriptions(source.subscriptions).toBe('^----!');
    });
  });

  it('should end with an error of the union where the context throws', () => {
    const controller = new AbortController();
    const cause = new Error('no context');
    const errors: unknown[] = [];
    NEVER.pipe(
      takeUntilAborted(controller.signal, () => {
        throw cause;
      }),
    ).subscribe({ error: (error) => errors.push(error) });
    controller.abort();
    expect(errors).toMatchObject([{ kind: 'invalid-options', field: 'errorContext', cause }]);
  });

  it("should pass on the source's own error", () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-#', undefined, new Error('own'));
      const { signal } = new AbortController();
      expectObservable(source.pipe(takeUntilAborted(signal))).toBe(
        '-a-#',
        undefined,
        new Error('own'),
      );
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });

  it('should fail at the latest at the end, where the abort was kept from it', () => {
    marbles(({ cold, expectObservable }) => {
      const controller = new AbortController();
      const { signal } = controller;
      signal.addEventListener('abort', (event) => {
        event.stopImmediatePropagation();
      });
      cold('--a').subscribe(() => {
        controller.abort('the reason');
      });
      const source = cold('-a-|');
      expectObservable(source.pipe(takeUntilAborted(signal))).toBe('-a-#', undefined, aborted);
    });
  });

  it('should fail also where an earlier listener completes the source', () => {
    const controller = new AbortController();
    const source = new Subject<number>();
    controller.signal.addEventListener('abort', () => {
      source.complete();
    });
    const ends: unknown[] = [];
    source.pipe(takeUntilAborted(controller.signal)).subscribe({
      error: (error: unknown) => ends.push(error),
      complete: () => ends.push('complete'),
    });
    controller.abort('the reason');
    expect(ends).toEqual([aborted]);
  });

  it('should fail at the abort and unsubscribe from the source', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-c-d-|');
      const controller = new AbortController();
      timer(4).subscribe(() => {
        controller.abort();
      });
      expectObservable(source.pipe(takeUntilAborted(controller.signal))).toBe(
        '-a-b#',
        undefined,
        aborted,
      );
      expectSubscriptions(source.subscriptions).toBe('^---!');
    });
  });

  it('should fail all subscribers of the same signal', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-c|');
      const controller = new AbortController();
      timer(4).subscribe(() => {
        controller.abort();
      });
      const result = source.pipe(takeUntilAborted(controller.signal));
      expectObservable(result).toBe('-a-b#', undefined, aborted);
      expectObservable(result, '--^').toBe('---a#', undefined, aborted);
      expectSubscriptions(source.subscriptions).toBe(['^---!', '--^-!']);
    });
  });

  it('should fail at once and never subscribe to the source when already aborted', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('(a|)');
      expectObservable(source.pipe(takeUntilAborted(AbortSignal.abort()))).toBe(
        '#',
        undefined,
        aborted,
      );
      expectSubscriptions(source.subscriptions).toBe([]);
    });
  });

  it('should fail at once when subscribed to again after the abort', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-c|');
      const controller = new AbortController();
      timer(2).subscribe(() => {
        controller.abort();
      });
      const result = source.pipe(takeUntilAborted(controller.signal));
      expectObservable(result).toBe('-a#', undefined, aborted);
      expectObservable(result, '----^').toBe('----#', undefined, aborted);
      expectSubscriptions(source.subscriptions).toBe(['^-!']);
    });
  });

  it('should end the source, silently, when unsubscribed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-c|');
      const controller = new AbortController();
      timer(4).subscribe(() => {
        controller.abort();
      });
      expectObservable(source.pipe(takeUntilAborted(controller.signal)), '^-!').toBe('-a');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('should notify nothing when aborted after the end', () => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    of('a')
      .pipe(takeUntilAborted(controller.signal))
      .subscribe({
        next: (value) => seen.push(value),
        error: (error: unknown) => seen.push(error),
        complete: () => seen.push('complete'),
      });
    controller.abort();
    expect(seen).toEqual(['a', 'complete']);
  });

  it('should stop a synchronous source when `next` aborts', () => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    of(1, 2, 3)
      .pipe(takeUntilAborted(controller.signal))
      .subscribe({
        next: (value) => {
          seen.push(value);
          if (value === 2) controller.abort();
        },
        error: ({ name }: Error) => seen.push(name),
        complete: () => seen.push('complete'),
      });
    expect(seen).toEqual([1, 2, 'AbortError']);
  });

  it("should fail with an AbortError whose cause is the signal's reason", () => {
    const reason = { why: 'the user left' };
    const errors: unknown[] = [];
    NEVER.pipe(takeUntilAborted(AbortSignal.abort(reason))).subscribe({
      error: (error: unknown) => errors.push(error),
    });
    const [error] = errors;
    expect(error).toBeInstanceOf(AbortError);
    expect(isIntercomError(error)).toBe(true);
    expect(error).toHaveProperty('name', 'AbortError');
    expect((error as AbortError).cause).toBe(reason);
    expect(error).toMatchObject({ request: null, attempts: 0, startingAfter: undefined });
  });

  it('should ask `where` at the abort, and only then, for the context of the error', () => {
    const controller = new AbortController();
    const errors: unknown[] = [];
    let attempts = 0;
    const where = jest.fn(() => ({
      request: { method: 'GET', url: 'https://api.intercom.io/conversations' },
      attempts,
      startingAfter: 'cursor',
      checkpoint: null,
    }));
    NEVER.pipe(takeUntilAborted(controller.signal, where)).subscribe({
      error: (error: unknown) => errors.push(error),
    });
    expect(where).not.toHaveBeenCalled();
    attempts = 3;
    controller.abort();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: 'Aborted by the signal: GET https://api.intercom.io/conversations',
      attempts: 3,
      startingAfter: 'cursor',
    });
    expect(where).toHaveBeenCalledTimes(1);
  });

  it('should mirror the source, aborted or not, without a signal', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-|');
      expectObservable(source.pipe(takeUntilAborted(undefined))).toBe('-a-|');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });
});
