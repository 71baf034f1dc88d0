import { inspect } from 'node:util';

/** Everything a log could make of an error. */
export function traces(error: unknown): string {
  const parts = [inspect(error, { showHidden: true, depth: null }), JSON.stringify(error)];
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    parts.push(String(at), at.message, at.stack ?? '', JSON.stringify(at));
  }
  return parts.join('\n');
}
