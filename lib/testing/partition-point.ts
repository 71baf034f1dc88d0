/**
 * Finds where a sorted array passes from one half to the other. Logarithmic.
 *
 * @param items - Items, those of the first half before those of the second.
 * @param isFirstHalf - Whether an item belongs to the first half.
 * @returns The index of the first item of the second half, or the length when there is none.
 */
export function partitionPoint<T>(items: readonly T[], isFirstHalf: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isFirstHalf(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
