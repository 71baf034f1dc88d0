/**
 * Why a signal was aborted; for one that knows no reason, an `AbortError` as the platform makes it.
 *
 * @see https://dom.spec.whatwg.org/#abortsignal-abort-reason
 */
export function abortReason(signal: AbortSignal): unknown {
  const reason: unknown = signal.reason;
  return reason ?? new DOMException('This operation was aborted', 'AbortError');
}
