/**
 * Reads a body as JSON.
 *
 * @param contentType - Its `Content-Type`.
 * @param text - The body; `null` when there is none.
 * @returns The value; `undefined` when the body is not JSON, or is not sent as `application/json`.
 */
export function parseJson(contentType: string | undefined, text: string | null): unknown {
  if (text === null || !/^application\/json\s*(?:;|$)/i.test(contentType ?? '')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
