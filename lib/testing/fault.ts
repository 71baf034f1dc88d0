import { checkCount, checkDuration } from './check-option.ts';
import type { Answer } from './respond.ts';

/**
 * What shall go wrong with one request. Without `status`, `body`, `reset` or `hang` the normal
 * answer is given, only later, with other headers or cut short.
 */
export interface Fault {
  /** The status to answer with, 200 to 599. @defaultValue that of the normal answer */
  readonly status?: number | undefined;
  /**
   * Headers to add to the answer, or to have instead of its own; `null` leaves one out, `undefined`
   * changes nothing.
   *
   * @defaultValue none
   */
  readonly headers?: Readonly<Record<string, string | null | undefined>> | undefined;
  /**
   * The body: a string as it is, anything else as JSON.
   *
   * @defaultValue from status 400 an `error.list` with the code usual for it, below that the body
   * of the normal answer
   */
  readonly body?: unknown;
  /** Milliseconds until the headers are sent. @defaultValue that of the test workspace */
  readonly latency?: number | undefined;
  /** Breaks the connection instead of answering: `fetch` rejects with a `TypeError`. */
  readonly reset?: true | undefined;
  /** Breaks the connection after that many bytes of the body. @defaultValue never */
  readonly truncate?: number | undefined;
  /**
   * Keeps the connection open without an answer (`headers`), or with half of its body (`body`),
   * until the client aborts.
   *
   * @defaultValue neither
   */
  readonly hang?: 'headers' | 'body' | undefined;
}

/** Gives a fault back, or throws a `RangeError` that names the number that cannot be. */
export function checkFault(fault: Fault): Fault {
  const { latency, truncate } = fault;
  if (latency !== undefined) checkDuration('fault.latency', latency);
  if (truncate !== undefined) checkCount('fault.truncate', truncate);
  return fault;
}

/** Changes an answer as a fault says; `refuse` makes the `error.list` body for a status. */
export function applyFault(
  answer: Answer,
  { status, headers = {}, body }: Fault,
  refuse: (status: number) => string,
): Answer {
  const changed = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) changed.delete(name);
    else if (value !== undefined) changed.set(name, value);
  }
  const usual = status !== undefined && status >= 400 ? refuse(status) : answer.body;
  return {
    status: status ?? answer.status,
    headers: changed,
    body: body === undefined ? usual : typeof body === 'string' ? body : JSON.stringify(body),
  };
}
