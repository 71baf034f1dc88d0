/** A JSON object as parsed: any key, any value. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @returns the value; `undefined` when the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
