import { asyncScheduler } from 'rxjs';

/**
 * Waits for a promise, but no longer than `timeout` milliseconds: then it rejects.
 *
 * @param onLate - receives the value that comes too late
 */
export function within<Value>(
  timeout: number,
  promise: Promise<Value>,
  onLate?: (value: Value) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = asyncScheduler.schedule(() => {
      isLate = true;
      reject(new Error(`Redis has not answered within ${timeout} ms`));
    }, timeout);
    promise
      .then(
        (value) => {
          timer.unsubscribe();
          if (isLate) onLate?.(value);
          else resolve(value);
        },
        (error: unknown) => {
          timer.unsubscribe();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      )
      // Some values have no text.
      .catch(reject);
  });
}
