import { jest } from '@jest/globals';
import type { Observable } from 'rxjs';

/** What a stream did until it ended. */
export interface Run<T> {
  readonly values: readonly T[];
  /** `undefined` when it completed. */
  readonly error: unknown;
  /** Virtual milliseconds. */
  readonly elapsed: number;
}

/** Runs a stream to its end on jest's fake clock, letting promises settle between the ticks. */
export async function runToEnd<T>(source: Observable<T>, limit = 3_600_000): Promise<Run<T>> {
  const started = Date.now();
  const values: T[] = [];
  let end: { error: unknown } | undefined;
  source.subscribe({
    next: (value) => values.push(value),
    error: (error: unknown) => {
      end = { error };
    },
    complete: () => {
      end = { error: undefined };
    },
  });
  while (end === undefined) {
    if (Date.now() - started > limit) throw new Error('The stream did not end.');
    await jest.advanceTimersByTimeAsync(20);
  }
  return { values, error: end.error, elapsed: Date.now() - started };
}
