import { InvalidArgumentError } from 'commander';

/** Reads a whole number above 0 of a command line. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It is a whole number above 0.');
}
