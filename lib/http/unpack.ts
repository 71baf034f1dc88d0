import { rewrite, type Reading } from './reading.ts';

/** The shortest stretch that counts. Other bytes seldom look like text for so long. */
const SHORTEST = 12;

/** Bytes that may be text, also in UTF-16. */
const PRINTABLE = /[\0\t-\r -~]{12,}/g;

/** The digits of an encoding. */
interface Digits {
  /** The value of each digit, by the code of its character; -1 for other characters. */
  readonly values: Int8Array;
  /** How many bits each digit has. */
  readonly bits: number;
}

const HEX = createDigits(4, '0123456789abcdef', '0123456789ABCDEF');
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE64 = createDigits(6, `${LETTERS}+/`, `${LETTERS}-_`);

function createDigits(bits: number, ...alphabets: readonly string[]): Digits {
  const values = new Int8Array(128).fill(-1);
  for (const alphabet of alphabets) {
    for (let value = 0; value < alphabet.length; value += 1) {
      values[alphabet.charCodeAt(value)] = value;
    }
  }
  return { values, bits };
}

/**
 * Reads a text as base64, as hexadecimal and as a list of numbers. The first digit may stand
 * anywhere, so every alignment is tried.
 *
 * @returns the stretches of 12 characters or more that are printable ASCII
 */
export function unpack(reading: Reading): readonly Reading[] {
  return [
    ...[0, 1, 2, 3].flatMap((skipped) => unpackDigits(reading, BASE64, skipped)),
    ...[0, 1].flatMap((skipped) => unpackDigits(reading, HEX, skipped)),
    ...unpackNumbers(reading),
  ];
}

function unpackNumbers(reading: Reading): readonly Reading[] {
  if (reading.text.split(/\D+/).length < SHORTEST) return [];
  const bytes = rewrite(reading, /(\d+)|\D+/g, ([, number]) =>
    number === undefined ? '' : String.fromCharCode(Number(number)),
  );
  return printable(bytes.text, bytes.spanOf);
}

function unpackDigits(
  { text, spanOf }: Reading,
  digits: Digits,
  skipped: number,
): readonly Reading[] {
  // Most texts are packed in no way: to see so takes no memory.
  if (!hasStretch(text, digits, skipped)) return [];
  let decoded = '';
  eachByte(text, digits, skipped, (byte) => {
    decoded += String.fromCharCode(byte);
  });
  return printable(decoded, (from, to) => {
    const places = placesOf(text, digits).slice(skipped);
    // A byte may share its first and its last digit with others.
    const first = places[Math.floor((from * 8) / digits.bits)] ?? 0;
    const last = places[Math.ceil((to * 8) / digits.bits) - 1] ?? 0;
    return spanOf(first, last + 1);
  });
}

function hasStretch(text: string, digits: Digits, skipped: number): boolean {
  let length = 0;
  let longest = 0;
  eachByte(text, digits, skipped, (byte) => {
    const isPrintable = byte === 0 || (byte >= 9 && byte <= 13) || (byte >= 32 && byte < 127);
    length = isPrintable ? length + 1 : 0;
    longest = Math.max(longest, length);
  });
  return longest >= SHORTEST;
}

/** @param skipped - how many digits stand before the first byte */
function eachByte(
  text: string,
  { values, bits }: Digits,
  skipped: number,
  take: (byte: number) => void,
): void {
  let held = 0;
  let heldBits = -skipped * bits;
  for (let at = 0; at < text.length; at += 1) {
    const value = values[text.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    held = (held << bits) | value;
    heldBits += bits;
    if (heldBits < 8) continue;
    heldBits -= 8;
    take((held >> heldBits) & 255);
  }
}

/** Where the digits of a text stand. */
function placesOf(text: string, { values }: Digits): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if ((values[text.charCodeAt(at)] ?? -1) >= 0) places.push(at);
  }
  return places;
}

function printable(bytes: string, spanOf: Reading['spanOf']): readonly Reading[] {
  return Array.from(bytes.matchAll(PRINTABLE), ({ 0: text, index }) => ({
    text,
    spanOf: (from, to) => spanOf(index + from, index + to),
  }));
}
