/** How many characters of a secret in a row give it away. */
export const TELLING_LENGTH = 12;

/**
 * Whether a token may be an ordinary word, such as the dummies `x` and `test-token`, which a text may
 * hold by chance: it has fewer than 12 letters and digits, or it is a few words in lower case.
 * Intercom's tokens have about 60 characters.
 */
export function isOrdinary(secret: string): boolean {
  const letters = secret.replace(/[^a-z\d]/gi, '');
  return letters.length < TELLING_LENGTH || /^[a-z._-]{1,19}$/.test(secret);
}
