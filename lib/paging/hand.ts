/** The items waiting or in work, by the page they came from. */
export interface Hand<Page> {
  /** How many items there are. */
  readonly size: () => number;
  readonly add: (page: Page, items: number) => void;
  /** @param index - of an item that is done with, counted over all pages */
  readonly remove: (index: number) => void;
  /** The first page that is not all done with. */
  readonly first: () => Page | undefined;
}

export function createHand<Page>(): Hand<Page> {
  const held: { readonly page: Page; readonly end: number; left: number }[] = [];
  let size = 0;
  let end = 0;
  return {
    size: () => size,
    add(page, items) {
      size += items;
      end += items;
      if (items > 0) held.push({ page, end, left: items });
    },
    remove(index) {
      const own = held.find((candidate) => index < candidate.end);
      if (own !== undefined) own.left -= 1;
      size -= 1;
      while (held[0]?.left === 0) held.shift();
    },
    first: () => held[0]?.page,
  };
}
