import { decodeEscapes } from './decode-escapes.ts';
import { lettersOf, secretParts, TELLING_LENGTH } from './secret-parts.ts';

/** Where a line may break, inside an escape too: blanks, and tags such as `<br>`. */
const BREAKS = /\s+|<\/?[a-z]{1,6} ?\/?>/gi;

/** Says whether a text contains a secret. */
export type ContainsSecret = (text: string) => boolean;

/**
 * Makes a function that looks for any 12 letters and digits in a row of a secret, whatever their case,
 * escaped or not, in base64 and in hexadecimal. It prepares the secret at its first text, because many
 * clients redact nothing.
 */
export function containsPart(secret: string): ContainsSecret {
  let parts: ReadonlySet<string> | undefined;
  return (text) => {
    parts ??= secretParts(secret);
    const letters = lettersOf(decodeEscapes(text.replace(BREAKS, '')));
    for (let end = TELLING_LENGTH; end <= letters.length; end += 1) {
      if (parts.has(letters.slice(end - TELLING_LENGTH, end))) return true;
    }
    return false;
  };
}

/** Makes a function that looks for a whole word, escaped or not. */
export function containsWord(word: RegExp): ContainsSecret {
  return (text) => text.search(word) >= 0 || decodeEscapes(text).search(word) >= 0;
}
