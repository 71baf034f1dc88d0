/** How a body ends: whole, broken off with an error, or never. */
export type BodyEnd = 'close' | 'stall' | { readonly error: unknown };

/** What a body is made of. */
export interface ResponseBodyConfig {
  /** The bytes that are sent. */
  readonly bytes: Uint8Array;
  /** What happens after them. */
  readonly end: BodyEnd;
  /** Called when the last byte was read, or the error was met. */
  readonly onEnd: () => void;
  /** Called when the reader cancels. */
  readonly onCancel: () => void;
}

/** A body on the wire. */
export interface ResponseBody {
  /** The stream to build a `Response` from; nothing flows before it is read. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Breaks the stream off. Only before its end. */
  readonly fail: (reason: unknown) => void;
}

/**
 * Makes a body that ends as told. Uses no timer.
 *
 * @param config - What it is made of.
 * @returns The stream, and the means to break it off.
 */
export function createResponseBody(config: ResponseBodyConfig): ResponseBody {
  const { bytes, end, onEnd, onCancel } = config;
  let source!: ReadableStreamDefaultController<Uint8Array>;
  let sent = bytes.length === 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        source = controller;
      },
      pull(controller) {
        if (!sent) {
          controller.enqueue(bytes);
          sent = true;
          if (end !== 'close') return;
        }
        if (end === 'stall') return;
        if (end === 'close') controller.close();
        else controller.error(end.error);
        onEnd();
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    fail: (reason) => {
      source.error(reason);
    },
  };
}
