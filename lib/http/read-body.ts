import { checkThat } from '../errors/check.ts';
import type { FetchResponse } from './fetch.ts';
import { throwIfAborted } from './platform.ts';
import { BodyTooLargeError, hasPlatformText, isReadable, readText } from './read-text.ts';

/** A body, as far as it was read. */
export interface Body {
  /** All of it where the response is a success, else what arrived of it. */
  readonly body: string;
  /** Whether the body of a refusal was cut, stalled, or longer than its bound. */
  readonly isTruncated: boolean;
}

/** How a body is read. */
export interface BodyReader {
  /** Aborts request and body. */
  readonly signal: AbortSignal;
  /** The most bytes of a successful body. */
  readonly maxBodySize: number;
  /**
   * Resolves when the body of a refusal has had time enough; called when its headers are there.
   *
   * @param isFollowed - whether it is a redirect, and another request may follow
   */
  readonly whenRefusalIsLate: (isFollowed: boolean) => Promise<void>;
  /** A piece of a successful body, where the platform can tell. */
  readonly onText?: ((chunk: string) => void) | undefined;
}

/**
 * How many characters are read of a response that is not a success. An `error.list` has some
 * hundred characters, the error page of a proxy some thousand.
 */
const MAX_ERROR_BODY = 64 * 1024;

/** Reads a successful body to its end, or fails with {@link BodyTooLargeError}. */
export async function readSuccessBody(
  response: FetchResponse,
  { signal, maxBodySize, onText }: BodyReader,
): Promise<Body> {
  const { body, status, headers } = response;
  if (Number(headers.get('content-length')) > maxBodySize) throw new BodyTooLargeError();
  const text =
    isReadable(body) && hasPlatformText(response)
      ? await readText(body, { signal, maxBodySize, onText: status === 200 ? onText : undefined })
      : await response.text();
  throwIfAborted(signal);
  checkThat(typeof text === 'string', 'fetch', 'one that answers without a text', 'a WHATWG fetch');
  if (text.length > maxBodySize) throw new BodyTooLargeError();
  return { body: text, isTruncated: false };
}

/**
 * As much of a refusal's body as arrives, in time and up to a bound: its status and headers say
 * enough, so a body that fails or stalls is not an error.
 */
export async function readRefusalBody(
  response: FetchResponse,
  { signal, whenRefusalIsLate }: BodyReader,
  isFollowed: boolean,
): Promise<Body> {
  let body = '';
  let isTruncated = true;
  const onText = (chunk: string): void => {
    body += chunk;
  };
  const read = async (): Promise<void> => {
    const stream = response.body;
    if (isReadable(stream)) {
      await readText(stream, { signal, maxLength: MAX_ERROR_BODY, onText });
    } else {
      onText(await response.text());
    }
    isTruncated = body.length >= MAX_ERROR_BODY;
  };
  await Promise.race([read().catch(() => undefined), whenRefusalIsLate(isFollowed)]);
  return { body, isTruncated };
}
