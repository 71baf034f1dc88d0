import { InvalidArgumentError } from 'commander';

/** Makes a reader of whole numbers of a command line. */
export function wholeNumber(least = 1, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `from ${least} on`;
    throw new InvalidArgumentError(`Pass a whole number ${range}.`);
  };
}

/** Reads a port of a command line; 0 is any that is free. */
export const port: (text: string) => number = wholeNumber(0, 65_535);

/** Reads how many conversations a page shall have. */
export const pageSize: (text: string) => number = wholeNumber(1, 150);
