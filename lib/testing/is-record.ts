/**
 * Whether a value is an object with fields.
 *
 * @param value - The value.
 * @returns Whether it is neither `null`, an array, nor a primitive.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
