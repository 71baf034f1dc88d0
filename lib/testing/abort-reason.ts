/**
 * Why a signal was aborted.
 *
 * @param signal - An aborted signal.
 * @returns Its reason; for a signal that knows none, an `AbortError` as the platform makes it.
 * @see https://dom.spec.whatwg.org/#abortsignal-abort-reason
 */
export function abortReason(signal: AbortSignal): unknown {
  const reason: unknown = signal.reason;
  return reason ?? new DOMException('This operation was aborted', 'AbortError');
}
