import { rewrite, type Reading } from './reading.ts';

/** The shortest stretch that counts. Other bytes seldom look like text for so long. */
const SHORTEST = 12;

/** The digits of an encoding. */
interface Digits {
  /** The value of each digit, by the code of its character; -1 for other characters. */
  readonly values: Int8Array;
  /** How many bits each digit has. */
  readonly bits: number;
  /** At how many digits in a row a byte may begin. */
  readonly alignments: number;
}

const HEX = createDigits(4, 2, '09af', '09AF');
const BASE64 = createDigits(6, 4, 'AZaz09++//', 'AZaz09--__');

/** @param ranges - the first and the last digit of each range, in the order of their values */
function createDigits(bits: number, alignments: number, ...ranges: readonly string[]): Digits {
  const values = new Int8Array(128).fill(-1);
  for (const pairs of ranges) {
    let value = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      const last = pairs.charCodeAt(at + 1);
      for (let code = pairs.charCodeAt(at); code <= last; code += 1) {
        values[code] = value;
        value += 1;
      }
    }
  }
  return { values, bits, alignments };
}

/**
 * Reads a text as base64, as hexadecimal and as a list of numbers. The first digit may stand
 * anywhere, so every alignment is tried.
 *
 * @param visit - called with each stretch of 12 characters or more that is printable ASCII
 */
export function unpack(reading: Reading, visit: (packed: Reading) => void): void {
  for (const digits of [BASE64, HEX]) {
    for (let skipped = 0; skipped < digits.alignments; skipped += 1) {
      unpackDigits(reading, digits, skipped, visit);
    }
  }
  unpackNumbers(reading, visit);
}

function unpackNumbers(reading: Reading, visit: (packed: Reading) => void): void {
  if (reading.text.split(/\D+/).length < SHORTEST) return;
  const { text, spanOf } = rewrite(reading, /(\d+)|\D+/g, ([, number]) =>
    number === undefined ? '' : String.fromCharCode(Number(number)),
  );
  for (const { 0: stretch, index } of text.matchAll(/[\0\t-\r -~]{12,}/g)) {
    visit({ text: stretch, spanOf: (from, to) => spanOf(index + from, index + to) });
  }
}

/** @param skipped - how many digits stand before the first byte */
function unpackDigits(
  { text, spanOf }: Reading,
  digits: Digits,
  skipped: number,
  visit: (packed: Reading) => void,
): void {
  const { values, bits } = digits;
  const bytes = toBytes(text, digits, skipped);
  const visitStretch = (start: number, end: number): void => {
    const chars = bytes.slice(start, end).map((byte) => String.fromCharCode(byte));
    visit({
      text: chars.join(''),
      spanOf: (from, to) => {
        const places = placesOf(text, values).slice(skipped);
        // A byte may share its first and its last digit with others.
        const first = places[Math.floor(((start + from) * 8) / bits)] ?? 0;
        const last = places[Math.ceil(((start + to) * 8) / bits) - 1] ?? 0;
        return spanOf(first, last + 1);
      },
    });
  };
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (isPrintable(bytes[at])) continue;
    if (at - start >= SHORTEST) visitStretch(start, at);
    start = at + 1;
  }
}

function toBytes(text: string, { values, bits }: Digits, skipped: number): readonly number[] {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = -skipped * bits;
  for (let at = 0; at < text.length; at += 1) {
    const value = values[text.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    held = (held << bits) | value;
    heldBits += bits;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes.push((held >> heldBits) & 255);
  }
  return bytes;
}

/** Whether a byte may be text, also in UTF-16. */
function isPrintable(byte = -1): boolean {
  return byte === 0 || (byte >= 9 && byte <= 13) || (byte >= 32 && byte < 127);
}

/** Where the digits of a text stand. */
function placesOf(text: string, values: Int8Array): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if ((values[text.charCodeAt(at)] ?? -1) >= 0) places.push(at);
  }
  return places;
}
