/**
 * What not every platform has: Jest's jsdom lacks `TextDecoder`, older React Native `URL.canParse`,
 * Safari 16 and jsdom `AbortSignal.prototype.throwIfAborted`.
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

/** Decodes UTF-8 piece by piece. */
export type Decode = (bytes: Uint8Array | undefined, isLast: boolean) => string;

/** The platform's decoder, else one that decodes percent escapes. */
export function createDecoder(): Decode {
  if (typeof TextDecoder === 'function') {
    const decoder = new TextDecoder();
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  }
  let escaped = '';
  return (bytes, isLast) => {
    for (const byte of bytes ?? []) escaped += `%${byte.toString(16).padStart(2, '0')}`;
    // A character may be split between two pieces.
    const split = isLast ? -1 : escaped.search(/%(?:[cd].|e.(?:%..)?|f.(?:%..){0,2})$/);
    const whole = split < 0 ? escaped : escaped.slice(0, split);
    escaped = split < 0 ? '' : escaped.slice(split);
    return parse(whole);
  };
}

/** The bytes of one character, or one byte that belongs to none. */
const CHARACTER = /%[cd].%[89ab].|%e.(?:%[89ab].){2}|%f.(?:%[89ab].){3}|%../g;

/** A byte that is not UTF-8 becomes a replacement character. */
function parse(escaped: string): string {
  return decode(escaped) ?? escaped.replace(CHARACTER, (bytes) => decode(bytes) ?? '\ufffd');
}

function decode(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
