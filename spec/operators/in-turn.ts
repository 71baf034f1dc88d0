import { defer, throwError, type Observable } from 'rxjs';

/** Subscribes to the first source first, then to the second, and so on. */
export function inTurn<T>(...sources: readonly Observable<T>[]): Observable<T> {
  const queue = [...sources];
  return defer(() => queue.shift() ?? throwError(() => new Error('subscribed once too often')));
}
