/** Milliseconds from the first byte of a body to the last. */
export const BODY = 250;

/** Bytes, and how long after the headers they arrive. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** A body that arrives in pieces, until it is aborted or cancelled. */
export function arriving(
  pieces: readonly Piece[],
  signal: AbortSignal,
  broken: boolean,
): ReadableStream {
  const [first, ...rest] = pieces;
  let timers: readonly NodeJS.Timeout[] = [];
  const clear = (): void => {
    for (const id of timers) clearTimeout(id);
  };
  return new ReadableStream<Uint8Array>({
    cancel: clear,
    start(controller) {
      if (first !== undefined) controller.enqueue(first.bytes);
      timers = rest.map(({ bytes, at }, index) =>
        setTimeout(() => {
          if (broken && at > BODY / 2) {
            stop(new TypeError('terminated'));
            return;
          }
          controller.enqueue(bytes);
          if (index === rest.length - 1) controller.close();
        }, at),
      );
      const stop = (reason: unknown): void => {
        clear();
        controller.error(reason);
      };
      signal.addEventListener('abort', () => {
        stop(signal.reason);
      });
    },
  });
}
