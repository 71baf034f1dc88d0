import type { Row } from './delivered.ts';

/** Pages in a row that bring nothing new, after which a list counts as endless. */
const MAX_STALE_PAGES = 100;

/** How many ids are remembered, then all are forgotten: more than 100 pages of 150 rows have. */
const REMEMBERED_IDS = 20_000;

/**
 * How often a page may come back whole, after more pages than above. Where pages are counted, a page
 * also comes back at once: new rows above push it down.
 */
const MAX_RETURNS = 3;

/**
 * Makes a function that finds out whether a list goes round in circles, in bounded memory.
 *
 * Honest lists have empty pages, and rows that come twice. An endless list has a long run of pages
 * without an unseen row, or it goes round in a circle so long that its beginning is forgotten: then
 * the same page comes back whole, again and again. To find a circle of any length, the page that is
 * waited for is another one at each power of two (Brent's algorithm).
 *
 * @returns takes account of a page; says whether the list brings nothing new any more
 * @see https://maths-people.anu.edu.au/~brent/pub/pub051.html
 */
export function createStallDetector(): (rows: readonly Pick<Row, 'id'>[]) => boolean {
  const seen = new Set<string>();
  /** Whether a page has begun with a row that another one began with. */
  let isRepeating = false;
  let stalePages = 0;
  let anchor: ReadonlySet<string> = new Set();
  let anchoredAt = 0;
  let returns = 0;
  let pages = 0;
  let nextAnchor = 1;

  return (rows) => {
    pages += 1;
    const count = seen.size;
    const first = rows[0];
    isRepeating ||= first !== undefined && seen.has(first.id);
    // The first rows tell pages apart; all rows are needed only when pages may come again.
    for (const { id } of isRepeating ? rows : rows.slice(0, 1)) seen.add(id);
    stalePages = seen.size === count ? stalePages + 1 : 0;
    if (seen.size >= REMEMBERED_IDS) seen.clear();
    const isLater = pages - anchoredAt >= MAX_STALE_PAGES;
    if (isLater && rows.length > 0 && rows.every(({ id }) => anchor.has(id))) returns += 1;
    if (pages >= nextAnchor && rows.length > 0) {
      anchor = new Set(rows.map(({ id }) => id));
      anchoredAt = pages;
      returns = 0;
      nextAnchor = pages * 2;
    }
    return stalePages >= MAX_STALE_PAGES || returns >= MAX_RETURNS;
  };
}
