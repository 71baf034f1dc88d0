/**
 * Finds the index of the first item of the second half of a sorted array, in logarithmic time. Without
 * a second half, this is the length of the array.
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
