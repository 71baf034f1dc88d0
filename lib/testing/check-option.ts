/**
 * Refuses an option that cannot be.
 *
 * @param name - The name of the option.
 * @param value - What the caller wants.
 * @param isValid - Whether it can be.
 * @param allowed - What can be, in words.
 * @returns The value.
 * @throws `RangeError` when it cannot be.
 */
export function checkOption<T>(
  name: string,
  value: T,
  isValid: (value: T) => boolean,
  allowed: string,
): T {
  if (isValid(value)) return value;
  throw new RangeError(`Invalid option ${name}: got ${String(value)}; it must be ${allowed}`);
}

/** The {@link isCount} of a message. */
export const aCount = 'a whole number from 0';

/**
 * Whether a number counts something.
 *
 * @param value - The number.
 * @returns Whether it is whole and not below 0.
 */
export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** The {@link isDuration} of a message. */
export const aDuration = 'milliseconds from 0';

/**
 * Whether a number is a duration.
 *
 * @param value - The number.
 * @returns Whether it is not below 0.
 */
export function isDuration(value: number): boolean {
  return value >= 0;
}
