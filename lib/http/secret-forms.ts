import { decodeEscapes } from './decode-escapes.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Matches tags such as `<br>`, and every character that is neither a letter nor a digit. */
const OTHERS = /<\/?[a-z]{1,6} ?\/?>|<|[^a-z\d<]+/gi;

/**
 * The letters and digits of a text, in lower case. Other characters and tags may be lost, replaced or
 * put in between, and some servers change the case.
 */
export function lettersOf(text: string): string {
  return text.replace(OTHERS, '').toLowerCase();
}

/** The letters and digits of a secret as it is, in base64 and in hexadecimal, and of what it encodes. */
export function secretForms(secret: string): readonly string[] {
  // A secret may hold what looks like an escape itself.
  const readings = [...new Set([secret, decodeEscapes(secret)])];
  const packed = readings.flatMap(pack);
  return [fromBase64(secret), ...readings, ...packed, ...packed.flatMap(pack)].map(lettersOf);
}

/** All parts of a text that have this length. */
export function partsOf(text: string, length: number): readonly string[] {
  const count = Math.max(0, text.length - length + 1);
  return Array.from({ length: count }, (_, start) => text.slice(start, start + length));
}

/** What encodings make of a text, wherever it stands in what they encode. */
function pack(text: string): readonly string[] {
  const bits = Array.from(text, (char) => char.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const hex = Array.from(text, (char) => char.charCodeAt(0).toString(16)).join('');
  return [hex, ...[0, 2, 4].map((skipped) => toBase64(bits.slice(skipped)))];
}

/** The digits that whole groups of six bits make. */
function toBase64(bits: string): string {
  const digits = bits.match(/.{6}/g) ?? [];
  return digits.map((digit) => BASE64.charAt(parseInt(digit, 2))).join('');
}

/** What a text says as base64: Intercom's tokens are `tok:…`, encoded. */
function fromBase64(text: string): string {
  const digits = Array.from(text.replace(/=+$/, ''), (digit) => BASE64.indexOf(digit));
  const bits = digits.map((digit) => digit.toString(2).padStart(6, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => String.fromCharCode(parseInt(byte, 2))).join('');
}
