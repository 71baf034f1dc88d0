import { InvalidArgumentError } from 'commander';

/** Reads a whole number above 0 of a command line. */
export function wholeNumber(text: string): number {
  return between(text, 1, Number.MAX_SAFE_INTEGER, 'Pass a whole number above 0.');
}

/** Reads a port of a command line; 0 is any that is free. */
export function port(text: string): number {
  return between(text, 0, 65_535, 'Pass a number from 0 to 65535.');
}

function between(text: string, least: number, most: number, rule: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(rule);
}
