import { parseJson } from '../http/json.ts';

/** More than this in front of `pages`, and the scan gives up. */
const LONGEST_PREFIX = 100_000;

/**
 * Finds the top-level `pages` of a list body while the body is still arriving: real responses send
 * it before the conversations. Text inside of conversations is never mistaken for it, because the
 * scan ends where the first top-level array begins.
 *
 * @param read - called once at most, with the parsed value
 * @returns takes the body's text, piece by piece; returns once what `read` returned
 */
export function scanPages<Found>(
  read: (pages: unknown) => Found | undefined,
): (chunk: string) => Found | undefined {
  let text = '';
  let at = 0;
  let depth = 0;
  let inString = false;
  let tokenStart = 0;
  let key: unknown;
  let done = false;
  let found: Found | undefined;

  const end = (): void => {
    done = true;
    text = '';
  };

  /** At a comma or brace that ends a top-level value. */
  const endValue = (): void => {
    if (key !== 'pages') return;
    const pages = parseJson(text.slice(tokenStart, at));
    end();
    found = read(pages);
  };

  const step = (char: string | undefined): void => {
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
      return;
    }
    switch (char) {
      case '"':
        inString = true;
        break;
      case '{':
      case '[':
        if (depth === 1 && char === '[') end();
        depth += 1;
        if (depth === 1) tokenStart = at + 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        if (depth === 0) {
          endValue();
          end();
        }
        break;
      case ':':
        if (depth !== 1) break;
        key = parseJson(text.slice(tokenStart, at));
        tokenStart = at + 1;
        break;
      case ',':
        if (depth !== 1) break;
        endValue();
        tokenStart = at + 1;
        break;
      default:
    }
  };

  return (chunk) => {
    if (done) return undefined;
    text += chunk;
    while (at < text.length) {
      step(text[at]);
      at += 1;
    }
    if (at > LONGEST_PREFIX) end();
    return found;
  };
}
