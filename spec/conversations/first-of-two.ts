import { deletion, deletionPage } from '../helpers/deletion-list.ts';

/** Options with a version that lists deletions. */
export const OPTIONS = { token: 'tk-7f3a', version: '2.16' } as const;

/** The address of a page of deletions, as the library asks for it. */
export function urlOf(page: number): string {
  return `https://api.intercom.io/conversations/deleted?per_page=60&order=desc&page=${page}`;
}

/** A page that says that there are two. */
export const FIRST_OF_TWO = deletionPage([deletion('9', 90)], { next: urlOf(2), total_pages: 2 });
