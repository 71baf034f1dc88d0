import type { Step } from '../../lib/paging/paginate.ts';

/** A page that the spec can tell from others; its state is the name of the page. */
export interface Page extends Step<string> {
  readonly items: readonly string[];
}

/** A page of these items, one a letter, that names its next. */
export function page(items: string, next: string | null): Page {
  return { items: Array.from(items), next };
}

/** The pages A, B and C, as marble values; `p` is a part of a page, before its next is known. */
export const pages = {
  a: page('a', 'B'),
  b: page('b', 'C'),
  c: page('c', null),
  p: page('', null),
};
