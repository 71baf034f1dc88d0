/**
 * The index where a sorted array passes from the first half to the second, or the length when there
 * is no second half. Logarithmic.
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
