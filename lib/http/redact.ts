import {
  containsPart,
  containsWord,
  TELLING_LENGTH,
  type ContainsSecret,
} from './contains-secret.ts';
import { lettersOf } from './secret-forms.ts';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** What is done about one secret. */
export interface Redactor {
  readonly redact: Redact;
  /** Whether a text, such as a cursor, must not be used, because it contains the secret. */
  readonly isIn: ContainsSecret;
}

const REDACTED = '[redacted]';

/** What stands between blanks, quotes, brackets and commas. */
const WORDS = /[^\s"'`<>(),|]+/g;

/** The form of error codes, which programs compare. */
const IDENTIFIER = /^[a-z_.]+$/;

/**
 * Makes the {@link Redactor} of a secret. It replaces the secret itself, also as URLs write it;
 * where it is written in another way, the word that contains it; and where it goes on over several
 * words, the whole text.
 *
 * A secret that may be an ordinary word is found only as a whole word, and never in a text that is
 * one identifier, because programs compare identifiers such as `token_expired`. It makes no cursor
 * unusable, because an address may contain it by chance.
 */
export function createRedactor(secret: string): Redactor {
  const isWord = isOrdinary(secret);
  const itself = [secret, encodeURIComponent(secret)].map(escape).join('|');
  const pattern = new RegExp(isWord ? `(?<!\\w)(?:${itself})(?!\\w)` : itself, 'gi');
  const contains = isWord ? containsWord(pattern) : containsPart(secret);
  return {
    isIn: isWord ? () => false : contains,
    redact(text) {
      if ((isWord && IDENTIFIER.test(text)) || !contains(text)) return text;
      const redacted = text
        .replace(pattern, REDACTED)
        .replace(WORDS, (word) => (contains(word) ? REDACTED : word));
      return contains(redacted) ? REDACTED : redacted;
    },
  };
}

/** The pattern that matches a text itself. */
function escape(text: string): string {
  return text.replace(/\W/g, '\\$&');
}

/**
 * Whether a token may be an ordinary word, such as the dummies `x` and `test-token`, which a text may
 * contain by chance: it has fewer than 12 letters and digits, or it is a few words in lower case.
 * Intercom's tokens have about 60 characters.
 */
function isOrdinary(secret: string): boolean {
  return lettersOf(secret).length < TELLING_LENGTH || /^[a-z._-]{1,19}$/.test(secret);
}
