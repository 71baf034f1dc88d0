/** A way to write a text, and the way back. */
export interface Spelling {
  readonly name: string;
  /** @param isEscaped - whether to escape the character at an index, where that is a choice */
  readonly write: (text: string, isEscaped: (index: number) => boolean) => string;
  readonly read: (text: string) => string;
}

/** Spells single characters; those in `always` cannot stand for themselves. */
function escaping(
  name: string,
  always: RegExp,
  escape: (char: string, code: number) => string,
  read: Spelling['read'],
): Spelling {
  return {
    name,
    write: (text, isEscaped) =>
      text.replace(/[^]/g, (char, index: number) =>
        always.test(char) || isEscaped(index) ? escape(char, char.charCodeAt(0)) : char,
      ),
    read,
  };
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}

function fromHex(digits: string): string {
  return String.fromCharCode(parseInt(digits, 16));
}

const NAMES = new Map(
  Object.entries({
    '+': 'plus',
    '/': 'sol',
    '=': 'equals',
    '&': 'amp',
    '%': 'percnt',
    '\\': 'bsol',
    '#': 'num',
    ';': 'semi',
    '<': 'lt',
    '>': 'gt',
    '{': 'lcub',
    '}': 'rcub',
    _: 'lowbar',
    '.': 'period',
  }),
);

const readPercent: Spelling['read'] = (text) =>
  text.replace(/%([\da-f]{2})/gi, (_, digits: string) => fromHex(digits));

const readJson: Spelling['read'] = (text) =>
  text.replace(/\\(?:u([\da-f]{4})|([^]))/gi, (_, digits?: string, char?: string) =>
    digits === undefined ? (char ?? '') : fromHex(digits),
  );

const readHtml: Spelling['read'] = (text) =>
  text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi,
    (found, x?: string, d?: string, n?: string) => {
      if (x !== undefined) return fromHex(x);
      if (d !== undefined) return String.fromCharCode(Number(d));
      return [...NAMES].find(([, name]) => name === n)?.[0] ?? found;
    },
  );

/** A new line each so many characters. */
function folding(name: string, fold: string, width: number): Spelling {
  return {
    name,
    write: (text) => text.replace(new RegExp(`[^]{${width}}`, 'g'), `$&${fold}`),
    read: (text) => text.replace(/\s|<w?br>/g, ''),
  };
}

/** Everything that the digits in a text can say, whatever the first of them is. */
function readDigits(text: string, digits: RegExp, size: number, encoding: BufferEncoding): string {
  const written = text.match(digits)?.join('') ?? '';
  return Array.from({ length: size }, (_, skipped) =>
    Buffer.from(written.slice(skipped), encoding).toString('latin1'),
  ).join('\n');
}

/** Base64, in which a text begins at any of three places. */
function packing(name: string, before: string, encoding: 'base64' | 'base64url' | 'hex'): Spelling {
  const [digits, size] =
    encoding === 'hex' ? ([/[\da-f]/gi, 2] as const) : ([/[\w+/-]/g, 4] as const);
  return {
    name,
    write: (text) => Buffer.from(before + text, 'latin1').toString(encoding),
    // Where something was taken out, the digits do not go on.
    read: (text) =>
      text
        .split('[redacted]')
        .map((rest) => readDigits(rest, digits, size, encoding))
        .join('\n[redacted]\n'),
  };
}

/** Escapes and folds, which can be put on each other. */
export const ESCAPES: readonly Spelling[] = [
  escaping('percent-encoding', /%/, (_, code) => `%${hex(code, 2).toUpperCase()}`, readPercent),
  escaping('percent-encoding in lower case', /%/, (_, code) => `%${hex(code, 2)}`, readPercent),
  escaping('JSON', /[\\"]/, (_, code) => `\\u${hex(code, 4)}`, readJson),
  escaping(
    'JSON in upper case',
    /[\\"]/,
    (_, code) => `\\u${hex(code, 4).toUpperCase()}`,
    readJson,
  ),
  escaping(
    'JSON with slashes',
    /[\\"/]/,
    (char) => (/[\\"/]/.test(char) ? `\\${char}` : char),
    readJson,
  ),
  escaping('decimal entities', /&/, (_, code) => `&#${code};`, readHtml),
  escaping('padded entities', /&/, (_, code) => `&#${String(code).padStart(7, '0')};`, readHtml),
  escaping('hexadecimal entities', /&/, (_, code) => `&#x${hex(code, 2)};`, readHtml),
  escaping('padded hexadecimal entities', /&/, (_, code) => `&#X${hex(code, 6)};`, readHtml),
  escaping(
    'named entities',
    /&/,
    (char) => (NAMES.has(char) ? `&${NAMES.get(char) ?? ''};` : char),
    readHtml,
  ),
  folding('lines', '\n', 7),
  folding('folded lines', '\r\n\t', 20),
  folding('line breaks of HTML', '<br>', 10),
  folding('places for line breaks', '<wbr>', 3),
  folding('spaces', ' ', 1),
];

/** Encodings. */
export const PACKINGS: readonly Spelling[] = [
  packing('base64', '', 'base64'),
  packing('base64 of a header', 'Bearer ', 'base64'),
  packing('base64 of a user', 'ab:', 'base64'),
  packing('base64 for URLs', '{"t":"', 'base64url'),
  packing('hexadecimal', '', 'hex'),
];
