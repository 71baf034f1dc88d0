import { decodeEscapes } from './decode-escapes.ts';
import { TELLING_LENGTH } from './is-ordinary.ts';
import { read, rewrite, type Reading, type Span } from './reading.ts';

/** Finds a secret in one reading of a text. */
export type Match = (reading: Reading) => readonly Span[];

/** Matches a whole word. */
export function matchWord(word: string): Match {
  const pattern = new RegExp(`(?<!\\w)${word.replace(/\W/g, '\\$&')}(?!\\w)`, 'gi');
  return ({ text, spanOf }) =>
    Array.from(text.matchAll(pattern), ({ index }) => spanOf(index, index + word.length));
}

/** What stands between letters and digits. */
const OTHERS = /[^a-zA-Z\d]+/g;

/** A text may hold fewer letters and digits than this by chance. */
const FEWEST_LETTERS = 5;

/**
 * Matches every part of a secret that has 12 characters. It compares letters and digits only, in
 * either case, because other characters may be lost, replaced or put in between.
 */
export function matchParts(secret: string): Match {
  const parts = new Set<string>();
  // A secret may hold what looks like an escape itself.
  for (const { text } of [read(secret), ...decodeEscapes(read(secret), true)]) {
    for (let start = 0; start + TELLING_LENGTH <= text.length; start += 1) {
      const part = text.slice(start, start + TELLING_LENGTH).replace(OTHERS, '');
      if (part.length >= FEWEST_LETTERS) parts.add(part.toLowerCase());
    }
  }
  const anyPart = new RegExp([...parts].join('|'));
  const [head = '', tail = ''] = secret.split(/[a-z\d].*[a-z\d]/i);
  return ({ text, spanOf }) => {
    const searched = text.replace(OTHERS, '').toLowerCase();
    if (!anyPart.test(searched)) return [];
    const letters = rewrite(read(text), OTHERS, () => '');
    const found: Span[] = [];
    for (const part of parts) {
      for (let at = searched.indexOf(part); at >= 0; at = searched.indexOf(part, at + 1)) {
        const { start, end } = letters.spanOf(at, at + part.length);
        const before = text.endsWith(head, start) ? head.length : 0;
        const after = text.startsWith(tail, end) ? tail.length : 0;
        found.push(spanOf(start - before, end + after));
      }
    }
    return found;
  };
}
