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
  let prepared: Prepared | undefined;
  return (text) => {
    prepared ??= prepare(secret);
    const { parts, probes } = prepared;
    const letters = lettersOf(decodeEscapes(text.replace(BREAKS, '')));
    for (let at = 0; at + PROBE_LENGTH <= letters.length; at += STEP) {
      if (!probes.has(letters.slice(at, at + PROBE_LENGTH))) continue;
      const around = letters.slice(Math.max(0, at + 1 - STEP), at + TELLING_LENGTH);
      if (partsOf(around, TELLING_LENGTH).some((part) => parts.has(part))) return true;
    }
    return false;
  };
}

/** The parts of a secret that give it away, and the shorter ones. */
interface Prepared {
  readonly parts: ReadonlySet<string>;
  readonly probes: ReadonlySet<string>;
}

function prepare(secret: string): Prepared {
  const forms = secretForms(secret);
  const allOf = (length: number): ReadonlySet<string> =>
    new Set(forms.flatMap((form) => partsOf(form, length)));
  return { parts: allOf(TELLING_LENGTH), probes: allOf(PROBE_LENGTH) };
}

/** Makes a function that looks for a whole word, escaped or not. */
export function containsWord(word: RegExp): ContainsSecret {
  return (text) => text.search(word) >= 0 || decodeEscapes(text).search(word) >= 0;
}
