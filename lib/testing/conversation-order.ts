/** What the place of a conversation in the list depends on. */
export interface Position {
  /** When it last changed, in unix seconds. */
  readonly updated_at: number;
  /** The id. */
  readonly id: string;
}

/**
 * Compares two ids by the number they spell, without the precision a `number` would lose.
 *
 * @param a - Digits.
 * @param b - Digits.
 * @returns Below 0 when `a` is the smaller one, above 0 when `b` is, 0 when they are the same.
 */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/**
 * The order of `GET /conversations`: last changed first, ties by ascending id. The API's
 * documentation does not say so; recorded pages do.
 *
 * @param a - One conversation.
 * @param b - Another.
 * @returns Below 0 when `a` comes first, above 0 when `b` does, 0 for the same place.
 */
export function compareConversations(a: Position, b: Position): number {
  return b.updated_at - a.updated_at || compareIds(a.id, b.id);
}

/**
 * Finds where a position is, or would be, in a list of that order. Logarithmic.
 *
 * @param list - The list, in order.
 * @param position - What to look for.
 * @returns The index of the first conversation that does not come before `position`.
 */
export function indexOfPosition(list: readonly Position[], position: Position): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const probe = list[middle];
    if (probe !== undefined && compareConversations(probe, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
