import { secretFinder, type SecretFinder } from './find-secret.ts';
import { isOrdinary } from './is-ordinary.ts';

/**
 * Whether a text, such as a cursor, holds a secret or 12 characters of it in a row, in whatever
 * spelling. A secret that may be an ordinary word does not count, because an address may hold it by
 * chance.
 */
export function containsSecret(
  text: string,
  secret: string | undefined,
  finder: SecretFinder = secretFinder,
): boolean {
  return secret !== undefined && !isOrdinary(secret) && finder(secret)(text).includes(1);
}
