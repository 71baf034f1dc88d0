import { scanPages } from '../../lib/lists/scan-pages.ts';

/** What is found in a text that comes in these pieces. */
export function scan(pieces: Iterable<string>): readonly unknown[] {
  const found: unknown[] = [];
  const take = scanPages((pages) => found.push(pages));
  for (const piece of pieces) take(piece);
  return found;
}

/** Text that looks like the `pages` of a list, to be put where they do not belong. */
export const DECOY = '"pages":{"next":{"starting_after":"x"}}';
