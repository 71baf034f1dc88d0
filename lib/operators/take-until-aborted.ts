import { Observable, Subject, takeUntil, throwError, type MonoTypeOperatorFunction } from 'rxjs';
import { AbortError } from '../errors/abort-error.ts';
import { callUser } from '../errors/call-user.ts';
import { checkSignal } from '../errors/check.ts';
import type { ErrorContext } from '../errors/error-context.ts';

/**
 * Mirrors the source until the signal is aborted, and then fails with an {@link AbortError}. Its
 * `cause` is the reason of the signal.
 *
 * ```
 * source   --a--b--c--
 * signal   -------!
 * result   --a--b-#
 * ```
 *
 * On abort, the operator unsubscribes from the source first, and then notifies the error. If the
 * signal is already aborted, the stream fails at once, without a subscription to the source. The
 * operator adds one listener to the signal, and removes it when the stream ends in any way.
 *
 * @example
 * ```ts
 * interval(1000).pipe(takeUntilAborted(AbortSignal.timeout(5000)));
 * ```
 *
 * @param signal - without one, the source is returned unchanged
 * @param errorContext - called on abort; returns the request and the position for the error
 * @returns an operator that keeps the values; errors: those of the source, `AbortError`, and in its
 * place {@link InvalidOptionsError} when `errorContext` throws
 * @throws {@link InvalidOptionsError} at once, when `signal` is none
 */
export function takeUntilAborted<T>(
  signal: AbortSignal | undefined,
  errorContext?: () => ErrorContext,
): MonoTypeOperatorFunction<T> {
  checkSignal(signal);
  return (source) => {
    if (signal === undefined) return source;
    return new Observable<T>((subscriber) => {
      const stop$ = new Subject<void>();
      let isAborted = false;
      const abort = (): void => {
        isAborted = true;
        stop$.next();
        throwError(() => {
          const context = callUser('errorContext', () => errorContext?.());
          return new AbortError(signal.reason, context);
        }).subscribe(subscriber);
      };
      const isOver = callUser('signal', () => {
        if (!signal.aborted) signal.addEventListener('abort', abort);
        return signal.aborted;
      });
      if (isOver) {
        abort();
        return;
      }
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
          // An earlier listener of the same signal may have completed the source, or may have kept
          // the event from this one.
          if (signal.aborted) abort();
          else subscriber.complete();
        },
      });
    });
  };
}
