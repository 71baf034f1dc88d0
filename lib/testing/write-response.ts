import type { Answer } from './answer.ts';
import type { Fault } from './fault.ts';
import { bodyTerminated } from './network-error.ts';
import { type BodyEnd, createResponseBody } from './response-body.ts';

/** What is told while a response is read. */
export interface WriteResponseHooks {
  /** The body was read to its end, or broke where the fault says. */
  readonly onEnd: (broken: boolean) => void;
  /** The reader cancelled the body. */
  readonly onCancel: () => void;
}

/** A response on its way to the client. */
export interface WrittenResponse {
  /** The response. */
  readonly response: Response;
  /** Whether all of the body was written. */
  readonly complete: boolean;
  /** Breaks the body off. Only before its end. */
  readonly fail: (reason: unknown) => void;
}

/**
 * Turns an answer into a platform `Response`, its body cut or stalled as a fault says.
 *
 * @param answer - The answer.
 * @param fault - How its body shall end.
 * @param hooks - What to tell while it is read.
 * @returns The response.
 * @throws `RangeError` for a status outside 200 to 599, `TypeError` for a malformed header.
 */
export function writeResponse(
  { status, headers, body }: Answer,
  fault: Fault,
  { onEnd, onCancel }: WriteResponseHooks,
): WrittenResponse {
  const { bytes, end } = cut(new TextEncoder().encode(body), fault);
  const complete = end === 'close';
  const content = createResponseBody({
    bytes,
    end,
    onEnd: () => {
      onEnd(!complete);
    },
    onCancel,
  });
  const response = new Response(hasBody(status) ? content.stream : null, {
    status,
    headers: Object.entries(headers).filter((header) => isPresent(header)),
  });
  return { response, complete, fail: content.fail };
}

function cut(bytes: Uint8Array, { hang, truncate }: Fault): { bytes: Uint8Array; end: BodyEnd } {
  if (hang === 'body') return { bytes: bytes.subarray(0, bytes.length >> 1), end: 'stall' };
  if (truncate === undefined) return { bytes, end: 'close' };
  return { bytes: bytes.subarray(0, truncate), end: { error: bodyTerminated() } };
}

/** The statuses the platform refuses a body for: https://fetch.spec.whatwg.org/#null-body-status */
function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

function isPresent(header: [string, string | null]): header is [string, string] {
  return header[1] !== null;
}
