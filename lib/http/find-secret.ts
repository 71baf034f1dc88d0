import { decodeEscapes, unfold } from './decode-escapes.ts';
import { isOrdinary } from './is-ordinary.ts';
import { matchParts, matchWord, type Match } from './match-secret.ts';
import { read, type Reading } from './reading.ts';
import { unpack } from './unpack.ts';

/** Says for each UTF-16 unit of a text whether it belongs to the secret (1) or not (0). */
export type FindSecret = (text: string) => Uint8Array;

/** How many times base64 may stand in base64. */
const PACKINGS = 3;

/** The form of error codes, which programs compare. */
const IDENTIFIER = /^[a-z_.]+$/;

/**
 * Makes a function that finds a secret by what a text means: it decodes escapes, unpacks base64 and
 * hexadecimal, and takes upper and lower case for the same. Any 12 characters of the secret in a row
 * are found. The function prepares the secret at its first text, because many clients redact nothing.
 *
 * A secret that may be an ordinary word is found only as a whole word, and never in a text that is
 * one identifier, because programs compare identifiers such as `token_expired`.
 */
export function secretFinder(secret: string): FindSecret {
  let prepared: Prepared | undefined;
  return (text) => {
    prepared ??= prepare(secret);
    const { isWord, match } = prepared;
    const belongs = new Uint8Array(text.length);
    if (isWord && IDENTIFIER.test(text)) return belongs;
    visitReadings(read(text), !isWord, isWord ? 0 : PACKINGS, (reading) => {
      for (const { start, end } of match(reading)) belongs.fill(1, start, end);
    });
    return belongs;
  };
}

interface Prepared {
  /** Whether the secret may be an ordinary word. */
  readonly isWord: boolean;
  readonly match: Match;
}

function prepare(secret: string): Prepared {
  const isWord = isOrdinary(secret);
  return { isWord, match: isWord ? matchWord(secret) : matchParts(secret) };
}

/** Visits a text as it stands, decoded, and unpacked. */
function visitReadings(
  reading: Reading,
  isFolded: boolean,
  packings: number,
  visit: (reading: Reading) => void,
): void {
  const plain = isFolded ? unfold(reading) : reading;
  visit(plain);
  for (const decoded of decodeEscapes(plain, isFolded)) {
    if (decoded !== plain) visit(decoded);
    if (packings === 0) continue;
    unpack(decoded, (packed) => {
      visitReadings(packed, isFolded, packings - 1, visit);
    });
  }
}
