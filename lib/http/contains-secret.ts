import { secretFinder, type FindSecret } from './find-secret.ts';
import { isOrdinary } from './is-ordinary.ts';

/** Five digits with nothing but separators in between: a list of numbers may hold them. */
const NUMBER = /\d(?:[^a-z\d]*\d){4}/i;

/**
 * Makes a function that says whether a text, such as a cursor, holds a secret or 12 characters of it in
 * a row, in whatever spelling. A secret that may be an ordinary word does not count, because an address
 * may hold it by chance.
 */
export function secretDetector(
  secret: string,
  find: FindSecret = secretFinder(secret),
): (text: string) => boolean {
  if (isOrdinary(secret)) return () => false;
  const mayBeNumber = NUMBER.test(secret);
  return (text) => (mayBeNumber || !isListOfNumbers(text)) && find(text).includes(1);
}

/**
 * Whether a text is base64 of a list of numbers, as Intercom's cursors are: most pages have one, and
 * to look for letters in it takes longer than to see that it has none.
 */
function isListOfNumbers(text: string): boolean {
  const isBase64 = /^[a-z\d+/]+={0,2}$/i.test(text) && text.length % 4 === 0;
  return isBase64 && typeof atob === 'function' && /^\[[\d,]*\]$/.test(atob(text));
}
