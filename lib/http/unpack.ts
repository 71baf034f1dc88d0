import { rewrite, type Reading } from './reading.ts';

/** Bytes that may be text, also in UTF-16. Other bytes seldom look like it for so long. */
const PRINTABLE = /[\0\s!-~]{12,}/g;

/**
 * Reads a text as base64, as hexadecimal and as a list of numbers. The first digit may stand
 * anywhere, so every alignment is tried.
 *
 * @returns the stretches of 12 characters or more that are printable ASCII
 */
export function unpack(reading: Reading): readonly Reading[] {
  const base64 = rewrite(reading, /[-_]|[^a-z\d+/]+/gi, ([found]) =>
    found === '-' ? '+' : found === '_' ? '/' : '',
  );
  const hex = rewrite(reading, /[^a-f\d]+/gi, () => '');
  const numbers = rewrite(reading, /(\d+)|\D+/g, ([, number]) =>
    number === undefined ? '' : String.fromCharCode(Number(number)),
  );
  return [
    ...[0, 1, 2, 3].flatMap((skipped) => printable(base64, fromBase64, 6, skipped)),
    ...[0, 1].flatMap((skipped) => printable(hex, fromHex, 4, skipped)),
    ...printable(numbers, (bytes) => bytes, 8, 0),
  ];
}

function fromBase64(digits: string): string {
  // A last digit that stands alone has too few bits for a byte.
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

function fromHex(digits: string): string {
  return digits.replace(/..?/g, (pair) => String.fromCharCode(parseInt(pair, 16)));
}

/** @param bits - how many each digit has; a byte may share its first and its last digit with others */
function printable(
  { text, spanOf }: Reading,
  toBytes: (digits: string) => string,
  bits: number,
  skipped: number,
): readonly Reading[] {
  const bytes = toBytes(text.slice(skipped));
  return Array.from(bytes.matchAll(PRINTABLE), ({ 0: found, index }) => {
    const digitOf = (at: number): number => skipped + ((index + at) * 8) / bits;
    return {
      text: found,
      spanOf: (from, to) => spanOf(Math.floor(digitOf(from)), Math.ceil(digitOf(to))),
    };
  });
}
