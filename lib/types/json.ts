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

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value is an array of which each member has the shape. */
export function isArrayOf(
  value: unknown,
  isMember: (member: unknown) => boolean,
): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isMember);
}

/**
 * The JSON of a value, parsed: it has no getters, holes or proxies.
 *
 * @returns `undefined` for a value that has no JSON
 */
export function plainCopy(value: unknown): unknown {
  try {
    return parseJson(JSON.stringify(value, keepNumber));
  } catch {
    return undefined;
  }
}

/** JSON writes `NaN` and `Infinity` as `null`, which may be a valid value. */
function keepNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** The JSON of a value whose objects have their keys in order: equal for equal values. */
export function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
}
