/**
 * What not every platform has: older React Native lacks `URL.canParse`, Safari 16 and jsdom
 * `AbortSignal.prototype.throwIfAborted`.
 */

/** @returns the URL; `null` when the text is not a URL */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/** Throws the reason of an aborted signal. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason;
}

/**
 * Whether a `fetch` takes the `cache` option. Older compatibility dates of workerd refuse it, and
 * their `Request` has no such property.
 */
export function hasCacheOption(): boolean {
  return typeof Request !== 'function' || 'cache' in Request.prototype;
}
