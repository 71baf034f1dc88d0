import { secretFinder, type FindSecret } from './find-secret.ts';
import { isOrdinary } from './is-ordinary.ts';

/**
 * Makes a function that says whether a text, such as a cursor, holds a secret or 12 characters of it in
 * a row, in whatever spelling. A secret that may be an ordinary word does not count, because an address
 * may hold it by chance.
 */
export function secretDetector(
  secret: string,
  find: FindSecret = secretFinder(secret),
): (text: string) => boolean {
  return isOrdinary(secret) ? () => false : (text) => find(text).includes(1);
}
