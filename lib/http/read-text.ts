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

/** Whether a body can be read while it arrives. */
export function isReadable(body: unknown): body is WebStream | NodeStream {
  return (
    typeof body === 'object' &&
    body !== null &&
    ('getReader' in body || Symbol.asyncIterator in body)
  );
}

/**
 * Reads a body to its end, or until there is enough of it.
 *
 * @param onText - told each piece as soon as it is there
 * @param enough - characters after which no further piece is read, and the body is cancelled
 * @returns the text
 */
export async function readText(
  body: WebStream | NodeStream,
  onText?: (chunk: string) => void,
  enough?: number,
): Promise<string> {
  const { read, cancel } = open(body);
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await read();
    const chunk = decoder.decode(value, { stream: done !== true });
    text += chunk;
    onText?.(chunk);
    if (done === true) return text;
    if (text.length >= (enough ?? Infinity)) {
      cancel()?.catch(() => undefined);
      return text;
    }
  }
}

/** Not every browser iterates its web streams. */
function open(body: WebStream | NodeStream): {
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
