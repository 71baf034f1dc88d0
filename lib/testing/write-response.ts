import type { Fault } from './fault.ts';
import { networkError } from './network-error.ts';
import type { Answer } from './respond.ts';

/** What is told while a body is read. */
export interface WriteResponseHooks {
  /** The body was read to its end, or broke where the fault says. */
  readonly onEnd: (state: 'answered' | 'failed') => void;
  /** The reader cancelled the body. */
  readonly onCancel: () => void;
}

/** A response on its way to the client. */
export interface WrittenResponse {
  readonly response: Response;
  /** Whether the body is neither cut nor stalled. */
  readonly isWhole: boolean;
  /** Breaks the body off. Only before its end. */
  readonly fail: (reason: unknown) => void;
}

/**
 * Turns an answer into a platform `Response`, its body cut or stalled as a fault says. Nothing flows
 * before the body is read. Throws a `RangeError` for a status outside 200 to 599.
 */
export function writeResponse(
  { status, headers, body }: Answer,
  { hang, truncate }: Fault,
  { onEnd, onCancel }: WriteResponseHooks,
): WrittenResponse {
  const all = new TextEncoder().encode(body);
  const stalls = hang === 'body';
  const bytes = all.subarray(0, stalls ? all.length >> 1 : truncate);
  const isWhole = !stalls && truncate === undefined;
  let source!: ReadableStreamDefaultController<Uint8Array>;
  let isSent = bytes.length === 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        source = controller;
      },
      pull() {
        if (!isSent) {
          source.enqueue(bytes);
          isSent = true;
          if (!isWhole) return;
        }
        if (stalls) return;
        if (isWhole) source.close();
        else source.error(networkError('terminated'));
        onEnd(isWhole ? 'answered' : 'failed');
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
  return {
    response: new Response(hasBody(status) ? stream : null, { status, headers }),
    isWhole,
    fail: (reason) => {
      source.error(reason);
    },
  };
}

/** The statuses the platform refuses a body for: https://fetch.spec.whatwg.org/#null-body-status */
function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}
