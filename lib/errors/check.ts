import { InvalidOptionsError } from './invalid-options-error.ts';
import { LONGEST_DELAY } from '../rate/backoff.ts';
import { isObject } from '../types/json.ts';
import { shorten } from './shorten.ts';

/**
 * Refuses a bad option.
 *
 * @throws {@link InvalidOptionsError} unless `valid`
 */
export function check(valid: boolean, field: string, got: unknown, allowed: string): asserts valid {
  checkThat(valid, field, describe(got), allowed);
}

/**
 * {@link check} for a value that words describe better than itself.
 *
 * @param got - the words
 */
export function checkThat(
  valid: boolean,
  field: string,
  got: string,
  allowed: string,
): asserts valid {
  if (!valid) throw new InvalidOptionsError(field, shorten(got, 100), allowed);
}

/** Refuses what is no whole number in a range, both ends included. */
export function checkInteger(field: string, value: unknown, min: number, max: number): void {
  const valid = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  check(valid, field, value, `an integer from ${min} to ${max}`);
}

/** Refuses what is neither a whole number from `min` on nor `Infinity`. */
export function checkCount(field: string, value: unknown, min: number): void {
  const valid = value === Infinity || (Number.isSafeInteger(value) && Number(value) >= min);
  check(valid, field, value, `an integer from ${min}, or Infinity`);
}

/** Refuses what no timer can wait, in milliseconds. */
export function checkDelay(field: string, value: unknown, min = 0, orInfinity = ''): void {
  const valid = typeof value === 'number' && value >= min && value <= LONGEST_DELAY;
  const allowed = `a number of milliseconds from ${min} to ${LONGEST_DELAY}${orInfinity}`;
  check(valid || (orInfinity !== '' && value === Infinity), field, value, allowed);
}

/** Refuses what is neither true nor false. */
export function checkFlags(flags: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(flags)) {
    check(typeof value === 'boolean', field, value, 'true or false');
  }
}

/** Refuses what is no object. */
export function checkObject(field: string, value: unknown, allowed = 'an object'): void {
  check(isObject(value), field, value, allowed);
}

/** Refuses what is neither a function nor left out. */
export function checkFunction(field: string, value: unknown): void {
  check(value === undefined || typeof value === 'function', field, value, 'a function');
}

/** Refuses what lacks one of the methods, and is not left out. */
export function checkMethods(field: string, value: unknown, ...methods: readonly string[]): void {
  const valid =
    value === undefined ||
    (isObject(value) && methods.every((name) => typeof value[name] === 'function'));
  check(valid, field, value, `an object with ${methods.map((name) => `${name}()`).join(' and ')}`);
}

/** Refuses what is neither an `AbortSignal` nor left out. */
export function checkSignal(signal: unknown): void {
  checkMethods('signal', signal, 'addEventListener', 'removeEventListener');
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value, 60));
  return value === null || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : typeof value;
}
