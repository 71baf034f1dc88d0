import type { Spread } from '../runner/spread.ts';

/** Three digits that count, and thousands set apart. */
export function number(value: number): string {
  return value.toLocaleString('en-US', {
    maximumSignificantDigits: 3,
    minimumSignificantDigits: 3,
  });
}

/** A ratio, fine enough to stand beside its target. */
export function ratio(value: number): string {
  return value.toFixed(3);
}

/** The median, and how far the rounds lie apart. */
export function range({ median, min, max }: Spread, format = number): string {
  return min === max ? format(median) : `${format(median)} (${format(min)}–${format(max)})`;
}

/** A whole number as people write it. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}
