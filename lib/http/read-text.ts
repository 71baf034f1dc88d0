import { isObject } from '../types/json.ts';
import type { FetchResponse } from './fetch.ts';
import { throwIfAborted } from './platform.ts';

/** The part of a web stream that is read. */
interface WebStream {
  getReader(): {
    read(): Promise<Piece>;
    cancel(): Promise<unknown>;
  };
}

/** The part of a Node stream that is read: the bodies of cross-fetch in Node. */
interface NodeStream {
  [Symbol.asyncIterator](): {
    next(): Promise<Piece>;
    return?(): Promise<unknown>;
  };
}

interface Piece {
  readonly done?: boolean | undefined;
  readonly value?: Uint8Array | undefined;
}

/** A body that can be read while it arrives. */
export type ReadableBody = WebStream | NodeStream;

/** Whether a body can be read while it arrives. Jest's jsdom has no `TextDecoder`. */
export function isReadable(body: unknown): body is ReadableBody {
  if (typeof TextDecoder !== 'function' || !isObject(body)) return false;
  return 'getReader' in body || Symbol.asyncIterator in body;
}

/**
 * Whether a response reads its body as the platform does. One with a `text()` of its own may do more
 * than that.
 */
export function hasPlatformText(response: FetchResponse): boolean {
  if (Object.hasOwn(response, 'text')) return false;
  const isPlatforms = typeof Response === 'function' && response instanceof Response;
  return !isPlatforms || response.text === Response.prototype.text;
}

/** A successful body is longer than `maxBodySize`. */
export class BodyTooLargeError extends Error {}

/** How a body is read. */
export interface ReadTextConfig {
  /** Called with each piece as soon as it is there. */
  readonly onText?: ((chunk: string) => void) | undefined;
  /** Characters after which no further piece is read, and the body is cancelled. */
  readonly maxLength?: number | undefined;
  /** Bytes after which the body is cancelled, and an error. */
  readonly maxBodySize?: number | undefined;
  /** Checked before and after each piece: cancels the body, also where `fetch` does not. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a body to its end, or to its bound.
 *
 * @returns rejects with the signal's reason, and with {@link BodyTooLargeError}
 */
export async function readText(
  body: ReadableBody,
  { onText, maxLength = Infinity, maxBodySize = Infinity, signal }: ReadTextConfig = {},
): Promise<string> {
  const { read, cancel } = open(body);
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const stop = (): void => {
    cancel()?.catch(() => undefined);
  };
  const checkSignal = (): void => {
    if (signal?.aborted !== true) return;
    stop();
    throwIfAborted(signal);
  };
  for (;;) {
    checkSignal();
    const { done, value } = await read();
    checkSignal();
    size += value?.length ?? 0;
    if (size > maxBodySize) {
      stop();
      throw new BodyTooLargeError();
    }
    const chunk = decoder.decode(value, { stream: done !== true });
    text += chunk;
    onText?.(chunk);
    if (done === true) return text;
    if (text.length >= maxLength) {
      stop();
      return text;
    }
  }
}

/** Not every browser iterates its web streams. */
function open(body: ReadableBody): {
  readonly read: () => Promise<Piece>;
  readonly cancel: () => Promise<unknown> | undefined;
} {
  if ('getReader' in body) {
    const reader = body.getReader();
    return { read: () => reader.read(), cancel: () => reader.cancel() };
  }
  const pieces = body[Symbol.asyncIterator]();
  return { read: () => pieces.next(), cancel: () => pieces.return?.() };
}
