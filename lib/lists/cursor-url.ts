import { parseUrl } from '../http/platform.ts';

/**
 * The URL of the page after a cursor.
 *
 * @param endpoint - of the list, absolute
 * @param perPage - always sent, because the API's own default has changed between versions
 * @param cursor - opaque; before version 2.6 a whole URL; `null` for the first page
 */
export function cursorUrl(endpoint: string, perPage: number, cursor: string | null): string {
  const first = `${endpoint}?per_page=${perPage}`;
  if (cursor === null) return first;
  if (!isAbsoluteUrl(cursor))
    return `${first}&${new URLSearchParams({ starting_after: cursor }).toString()}`;
  const url = new URL(cursor);
  // A whole URL counts pages, so another page size would lead elsewhere in the list.
  if (!url.searchParams.has('per_page')) url.searchParams.set('per_page', String(perPage));
  return url.href;
}

/** Whether a cursor that is a URL leads to the endpoint it came from: same origin and path. */
export function leadsTo(cursor: string, endpoint: string): boolean {
  const [url, own] = [new URL(cursor), new URL(endpoint)];
  const isPlain = url.username === '' && url.password === '';
  return isPlain && url.origin === own.origin && url.pathname === own.pathname;
}

/** Whether a cursor is an absolute URL; opaque cursors are base64, and never look so. */
export function isAbsoluteUrl(cursor: string): boolean {
  return /^https?:\/\//i.test(cursor) && parseUrl(cursor) !== null;
}
