import { rewrite, type Meaning, type Reading } from './reading.ts';

/** A character as URLs (`%3d`, `%u003d`) or HTML (`&#x3d;`, `&equals;`, `&#61;`) write it. */
const IN_MARKUP = /%(?:u[\da-f]{2})?([\da-f]{2})|&([a-z]{2,8}|#\d+|#x[\da-f]+);/gi;

/** As HTML may write it, where nothing else is left that could become the rest of the number. */
const WITHOUT_SEMICOLON = /&()(#\d+(?=[&a-z])|#x[\da-f]+(?=[&g-z]))/gi;

/** A character as JSON and other languages write it: `\u003d`, `\x3d`, `\u{3d}`, `\/`, `\n`. */
const IN_STRING = /\\(?:(?:u[\da-f]{2}|u\{0*|x)([\da-f]{2})|(["/\\nrt]))/gi;

/** The names of characters that a token or another escape may hold; any other name is a blank. */
const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  bsol: '\\',
  equals: '=',
  gt: '>',
  lowbar: '_',
  lt: '<',
  num: '#',
  percnt: '%',
  plus: '+',
  semi: ';',
  sol: '/',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

/** What may break a line: tags such as `<br>`, and all characters that no token holds. */
const FOLD = /<\/?[a-zA-Z]{1,6}\/?>|[^!-~]+/g;

/** How many times escapes may stand in each other. */
const LAYERS = 12;

/** Removes what may break a line inside a token or an escape. */
export function unfold(reading: Reading): Reading {
  return rewrite(reading, FOLD, () => '');
}

/**
 * Decodes the escapes in a text, also those that stand in each other.
 *
 * @param reading - unfolded where `isFolded`
 * @param isFolded - whether lines may break inside an escape
 * @returns the reading itself when it has no escapes; two readings when they differ by whether
 * markup or strings are decoded first
 */
export function decodeEscapes(reading: Reading, isFolded: boolean): readonly Reading[] {
  if (!/[%&\\<]/.test(reading.text)) return [reading];
  const decode = (...patterns: readonly RegExp[]): Reading => {
    let decoded = reading;
    for (let layer = 0; layer < LAYERS; layer += 1) {
      const before = decoded;
      for (const pattern of patterns) {
        if (decoded === before) decoded = rewrite(decoded, pattern, meaning);
      }
      if (isFolded) decoded = unfold(decoded);
      if (decoded === before) break;
    }
    return decoded;
  };
  const markupFirst = decode(IN_MARKUP, IN_STRING, WITHOUT_SEMICOLON);
  const stringsFirst = decode(IN_STRING, IN_MARKUP, WITHOUT_SEMICOLON);
  return markupFirst.text === stringsFirst.text ? [markupFirst] : [markupFirst, stringsFirst];
}

const meaning: Meaning = ([, hex = '', name]) => {
  if (name === undefined) return String.fromCharCode(parseInt(hex, 16));
  return name.startsWith('#')
    ? String.fromCharCode(Number(name.replace('#', '0')))
    : (NAMES[name.toLowerCase()] ?? ' ');
};
