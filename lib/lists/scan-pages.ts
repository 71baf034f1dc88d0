import { isObject, parseJson } from '../types/json.ts';

/** More than this in front of the rows, and the scan gives up. */
const MAX_PREFIX = 100_000;

/**
 * Finds the top-level `pages` of a list body while the body is still arriving: real responses send
 * it before the rows. The scan reads up to the first array. What stands before it must be an object
 * of its own, so that text inside a conversation is never mistaken for `pages`.
 *
 * @param read - called once at most, with the parsed `pages`
 * @returns takes the body's text, piece by piece; returns once what `read` returned
 */
export function scanPages<Found>(
  read: (pages: unknown) => Found | undefined,
): (chunk: string) => Found | undefined {
  let text = '';
  let isDone = false;
  return (chunk) => {
    if (isDone) return undefined;
    text += chunk;
    const rows = text.indexOf('[');
    isDone = rows >= 0 || text.length > MAX_PREFIX;
    if (rows < 0) return undefined;
    const head = parseJson(`${text.slice(0, Math.max(0, text.lastIndexOf(',', rows)))}}`);
    text = '';
    return isObject(head) && 'pages' in head ? read(head['pages']) : undefined;
  };
}
