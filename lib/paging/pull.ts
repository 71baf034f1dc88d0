import { concat, defer, ignoreElements, Subject, takeUntil } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { createGate, type Gate } from './gate.ts';

type Result<Item> = IteratorResult<Item, undefined>;

/** A call of `next()` that waits for its item. */
interface Waiting<Item> {
  readonly resolve: (result: Result<Item>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens the pages of an iterator, at its first `next()` and again after a failure.
 *
 * @param whenPageWanted - emits when a call waits for an item
 * @param untilTaken - keeps the stream open until the last item is taken
 */
export type Open<Item> = (
  whenPageWanted: Gate['whenOpen'],
  untilTaken: MonoTypeOperatorFunction<Iterator<Item, undefined>>,
) => Observable<Iterator<Item, undefined>>;

/**
 * What follows a failure: the next call opens the pages again, or every later call fails alike, or
 * only the first waiting call fails, and the iterator is at its end.
 */
export type AfterFailure = 'reopen' | 'fail' | 'end';

/**
 * Pulls items from a stream of pages. Calls of `next()` that overlap are served in order, and a
 * failure rejects all of them.
 *
 * @param afterFailure - says how a failure goes on
 */
export function pull<Item>(
  open: Open<Item>,
  afterFailure: (error: unknown) => AfterFailure,
): AsyncIterableIterator<Item> {
  const waiting: Waiting<Item>[] = [];
  const gate = createGate(() => waiting.length > 0);
  const return$ = new Subject<void>();
  let page: Iterator<Item, undefined> | undefined;
  // Set before the pages are opened: what they call on their way may call `next` or `return`.
  let state: 'idle' | 'open' | 'failed' | 'done' = 'idle';
  let failure: unknown;

  const untilTaken: MonoTypeOperatorFunction<Iterator<Item, undefined>> = (page$) =>
    concat(page$, defer(gate.whenOpen).pipe(ignoreElements()));

  const start = (): void => {
    state = 'open';
    defer(() => open(gate.whenOpen, untilTaken))
      .pipe(takeUntil(return$))
      .subscribe({
        next: (items) => {
          page = items;
          serve();
        },
        error: (error: unknown) => {
          page = undefined;
          failure = error;
          state = 'failed';
          if (afterFailure(error) === 'end') {
            state = 'done';
            waiting.shift()?.reject(error);
          }
          serve();
        },
        complete: () => {
          state = 'done';
          serve();
        },
      });
  };

  /** Settles the calls that can be settled. */
  const serve = (): void => {
    while (waiting.length > 0) {
      const result: Result<Item> =
        state === 'done' ? { done: true, value: undefined } : (page?.next() ?? NONE);
      if (state === 'done' || result.done !== true) {
        waiting.shift()?.resolve(result);
        continue;
      }
      if (state !== 'failed') return;
      if (afterFailure(failure) === 'reopen') state = 'idle';
      for (const { reject } of waiting.splice(0)) reject(failure);
    }
  };

  return {
    next: () =>
      new Promise<Result<Item>>((resolve, reject) => {
        waiting.push({ resolve, reject });
        serve();
        if (waiting.length === 0) return;
        if (state === 'open') gate.check();
        else start();
      }),
    return: () => {
      state = 'done';
      return$.next();
      serve();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const NONE = { done: true, value: undefined } as const;
