import { Observable, Subject, takeUntil, type MonoTypeOperatorFunction } from 'rxjs';
import { AbortError } from '../errors/abort-error.ts';
import type { ErrorContext } from '../errors/error-context.ts';

/**
 * Mirrors the source until the signal is aborted, then fails with an {@link AbortError} whose
 * `cause` is the signal's reason.
 *
 * ```
 * source   --a--b--c--
 * signal   -------!
 * result   --a--b-#
 * ```
 *
 * The abort unsubscribes from the source first, and then notifies the error. A signal that is
 * already aborted fails at once; the source is never subscribed to. The one listener is removed when
 * the stream ends, whichever way.
 *
 * @example
 * ```ts
 * interval(1000).pipe(takeUntilAborted(AbortSignal.timeout(5000)));
 * ```
 *
 * @param signal - without one, the source is mirrored as it is
 * @param errorContext - called on abort: what the error says of request and position
 * @returns an operator that keeps the values; errors: the source's, and `AbortError`
 */
export function takeUntilAborted<T>(
  signal: AbortSignal | undefined,
  errorContext?: () => ErrorContext,
): MonoTypeOperatorFunction<T> {
  return (source) => {
    if (signal === undefined) return source;
    return new Observable<T>((subscriber) => {
      const stop$ = new Subject<void>();
      let isAborted = false;
      const abort = (): void => {
        isAborted = true;
        stop$.next();
        subscriber.error(new AbortError(signal.reason, errorContext?.()));
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort);
      subscriber.add(() => {
        signal.removeEventListener('abort', abort);
        stop$.next();
      });
      source.pipe(takeUntil(stop$)).subscribe({
        next: (value) => {
          subscriber.next(value);
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          if (isAborted) return;
          // A listener before this one may have ended the source, or kept the abort from here.
          if (signal.aborted) abort();
          else subscriber.complete();
        },
      });
    });
  };
}
