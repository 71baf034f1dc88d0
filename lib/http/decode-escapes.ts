/** Characters as URLs, HTML, JSON and other languages escape them. */
const ESCAPE =
  /(?:%(?:u[\da-f]{2})?|\\(?:u[\da-f]{2}|x|u\{0*))([\da-f]{2})|&#(?:x0*([\da-f]{2})|0*(\d{2,5}))(?![\da-f%\\]);?|&([a-z]{2,8});|\\(["/\\nrt])/gi;

/** The names of characters that another escape may begin or end with; any other name is a blank. */
const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  bsol: '\\',
  lt: '<',
  gt: '>',
  num: '#',
  percnt: '%',
  semi: ';',
};

/** How many times escapes may stand in each other. */
const LAYERS = 8;

/** Decodes the escapes in a text, also those that stand in each other. */
export function decodeEscapes(text: string): string {
  let decoded = text;
  for (let layer = 0; layer < LAYERS && /[%&\\]/.test(decoded); layer += 1) {
    const before = decoded;
    decoded = before.replace(ESCAPE, meaning);
    if (decoded === before) break;
  }
  return decoded;
}

function meaning(
  _escape: string,
  byte?: string,
  hex: string | undefined = byte,
  decimal?: string,
  name?: string,
  char = '',
): string {
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  if (name !== undefined) return NAMES[name.toLowerCase()] ?? ' ';
  return /[nrt]/.test(char) ? '' : char;
}
