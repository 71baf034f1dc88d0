import { secretFinder, type FindSecret } from './find-secret.ts';
import { isOrdinary } from './is-ordinary.ts';

/**
 * Whether a text, such as a cursor, holds a secret or 12 characters of it in a row, in whatever
 * spelling. A secret that may be an ordinary word does not count, because an address may hold it by
 * chance.
 */
export function containsSecret(
  text: string,
  secret: string,
  find: FindSecret = secretFinder(secret),
): boolean {
  return !isOrdinary(secret) && find(text).includes(1);
}
