import { parseJson as parse } from '../types/json.ts';

/** Reads a body; `undefined` when it is not JSON, or is not sent as `application/json`. */
export function parseJson(contentType: string | undefined, text: string | null): unknown {
  const isJson = /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
  return text === null || !isJson ? undefined : parse(text);
}
