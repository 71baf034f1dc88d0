/** Reads a body; `undefined` when it is not JSON, or is not sent as `application/json`. */
export function parseJson(contentType: string | undefined, text: string | null): unknown {
  if (text === null || !/^application\/json\s*(?:;|$)/i.test(contentType ?? '')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
