import type { Observable, Unsubscribable } from 'rxjs';

/** What a subscription has seen so far. */
export interface Collected<T> extends Unsubscribable {
  readonly values: readonly T[];
  /** What the stream failed with; `undefined` unless it failed. */
  readonly error: unknown;
  readonly state: 'open' | 'complete' | 'failed';
}

/**
 * Subscribes and keeps what comes.
 *
 * @param source - the stream
 * @param onNext - called with each value after it was kept
 */
export function collect<T>(source: Observable<T>, onNext?: (value: T) => void): Collected<T> {
  const values: T[] = [];
  let error: unknown;
  let state: Collected<T>['state'] = 'open';
  const subscription = source.subscribe({
    next: (value) => {
      values.push(value);
      onNext?.(value);
    },
    error: (thrown: unknown) => {
      state = 'failed';
      error = thrown;
    },
    complete: () => {
      state = 'complete';
    },
  });
  return {
    values,
    get error() {
      return error;
    },
    get state() {
      return state;
    },
    unsubscribe: () => {
      subscription.unsubscribe();
    },
  };
}
