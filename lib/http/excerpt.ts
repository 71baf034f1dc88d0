import type { Redact } from './redact.ts';
import { shorten } from '../errors/shorten.ts';

/** How much of a body is looked at: white space may fill much of it. */
const LOOKED_AT = 1000;

/**
 * The beginning of a body, as an error may show it: one line, at most 200 characters.
 *
 * @param redact - applied to whole words only, because it could not find the secret in a cut one
 */
export function excerpt(body: string, redact: Redact = (text) => text): string {
  const beginning =
    body.length > LOOKED_AT
      ? body.slice(0, LOOKED_AT).replace(/[\ud800-\udbff]?\S{1,500}$/, '')
      : body;
  return shorten(redact(beginning).replace(/\s+/g, ' ').trim(), 200);
}
