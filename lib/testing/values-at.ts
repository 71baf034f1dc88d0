import { isRecord } from './is-record.ts';

/**
 * Reads what stands at the end of a path; nothing where something is missing or `null`. On the way,
 * each item of an array is followed.
 */
export function valuesAt(source: unknown, path: readonly string[]): readonly unknown[] {
  let values: readonly unknown[] = [source];
  for (const name of path) {
    values = values.flatMap((value) => {
      const next = isRecord(value) ? value[name] : undefined;
      return next ?? [];
    });
  }
  return values;
}
