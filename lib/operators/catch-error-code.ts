import { catchError, throwError } from 'rxjs';
import type { ObservableInput, ObservedValueOf, OperatorFunction } from 'rxjs';
import { check } from '../errors/check.ts';
import { isIntercomError, type ErrorListFailure } from '../errors/intercom-error.ts';
import type { ErrorCode } from '../types/error-code.ts';
import { isText } from '../types/json.ts';

/**
 * Catches failures whose `error.list` has one of these codes, and passes all others on.
 *
 * ```
 * source   --a--#      (unauthorized)
 * handler       --x|
 * result   --a----x|
 * ```
 *
 * The source has ended when the handler is called. Unsubscribing then unsubscribes from the
 * Observable that the handler returned.
 *
 * @example
 * ```ts
 * conversations$({ token }).pipe(
 *   catchErrorCode(['api_plan_restricted', 'forbidden'], (error, code) => {
 *     console.warn(code, error.requestId);
 *     return EMPTY;
 *   }),
 * );
 * ```
 *
 * @param codes - one code or several
 * @param handler - receives the error and the code that matched; the stream goes on with the
 * Observable (or promise, or iterable) that it returns
 * @returns an operator; errors: the other failures of the source, and those of the Observable that
 * the handler returned
 * @throws {@link InvalidOptionsError} at once, for a bad argument
 */
export function catchErrorCode<
  T,
  const Code extends ErrorCode,
  Result extends ObservableInput<unknown>,
>(
  codes: Code | readonly Code[],
  handler: (error: ErrorListFailure, code: Code) => Result,
): OperatorFunction<T, T | ObservedValueOf<Result>> {
  const areCodes = Array.isArray(codes) ? codes.every(isText) : isText(codes);
  check(areCodes, 'codes', codes, 'a code, or an array of codes');
  check(typeof handler === 'function', 'handler', handler, 'a function');
  const wanted: readonly Code[] = typeof codes === 'string' ? [codes] : codes;
  return catchError((error: unknown) => {
    const failure = isIntercomError(error) && 'errors' in error ? error : null;
    const code = wanted.find((candidate) => failure?.has(candidate));
    return failure === null || code === undefined
      ? throwError(() => error)
      : handler(failure, code);
  });
}
