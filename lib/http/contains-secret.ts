import { decodeEscapes } from './decode-escapes.ts';
import { lettersOf, partsOf, secretForms } from './secret-forms.ts';

/** Where a line may break, inside an escape too: blanks, and tags such as `<br>`. */
const BREAKS = /\s+|<\/?[a-z]{1,6} ?\/?>/gi;

/** Says whether a text contains a secret. */
export type ContainsSecret = (text: string) => boolean;

/** How many letters and digits of a secret in a row give it away. */
export const TELLING_LENGTH = 12;

/** A shorter part, which is looked for at every `STEP` places: each telling part holds one of them. */
const PROBE_LENGTH = 6;
const STEP = TELLING_LENGTH - PROBE_LENGTH + 1;

/**
 * Makes a function that looks for any 12 letters and digits in a row of a secret, whatever their case,
 * escaped or not, in base64 and in hexadecimal. It prepares the secret at its first text, because many
 * clients redact nothing.
 */
export function containsPart(secret: string): ContainsSecret {
  let probes: ReadonlySet<string> | undefined;
  let forms: readonly string[] = [];
  return (text) => {
    if (probes === undefined) {
      forms = secretForms(secret);
      probes = new Set(forms.flatMap((form) => partsOf(form, PROBE_LENGTH)));
    }
    const letters = lettersOf(decodeEscapes(text.replace(BREAKS, '')));
    for (let at = 0; at + PROBE_LENGTH <= letters.length; at += STEP) {
      if (probes.has(letters.slice(at, at + PROBE_LENGTH)) && sharePart(letters, forms))
        return true;
    }
    return false;
  };
}

function sharePart(letters: string, forms: readonly string[]): boolean {
  const parts = partsOf(letters, TELLING_LENGTH);
  return forms.some((form) => parts.some((part) => form.includes(part)));
}

/** Makes a function that looks for a whole word, escaped or not. */
export function containsWord(word: RegExp): ContainsSecret {
  return (text) => text.search(word) >= 0 || decodeEscapes(text).search(word) >= 0;
}
