/**
 * Gives an option back, or throws a `RangeError` that names it and says in words what is allowed.
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

/** {@link checkOption} for a whole number from 0. */
export function checkCount(name: string, value: number): number {
  return checkOption(name, value, isCount, 'a whole number from 0');
}

/** {@link checkOption} for milliseconds from 0. */
export function checkDuration(name: string, value: number): number {
  return checkOption(name, value, (ms) => ms >= 0, 'milliseconds from 0');
}

/** Whether a number is whole and not below 0. */
export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
