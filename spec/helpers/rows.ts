/**
 * Rows written as `a5`: the id, and the second of `updated_at`. Where a row is written as `5` alone,
 * the second is its id, too.
 */
export function rows(
  text: string,
): readonly { readonly id: string; readonly updated_at: number }[] {
  return Array.from(text.matchAll(/([a-z]?)([\d.]+)/g), ([word, id = '', second]) => ({
    id: id === '' ? word : id,
    updated_at: Number(second),
  }));
}
