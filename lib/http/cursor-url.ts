/**
 * The URL of the page after a cursor.
 *
 * @param endpoint - of the list, absolute
 * @param perPage - always sent: the API's own default has changed between versions
 * @param cursor - opaque; before version 2.6 a whole URL; `undefined` for the first page
 */
export function cursorUrl(endpoint: string, perPage: number, cursor: string | undefined): string {
  const whole = cursor === undefined ? null : parseUrlCursor(cursor);
  const url = whole ?? new URL(endpoint);
  // A whole URL counts pages, so another page size would lead elsewhere in the list.
  if (!url.searchParams.has('per_page')) url.searchParams.set('per_page', String(perPage));
  if (cursor !== undefined && whole === null) url.searchParams.set('starting_after', cursor);
  return url.href;
}

/** Whether following a cursor stays on the origin that the token belongs to. */
export function staysHome(cursor: string, baseUrl: string): boolean {
  const whole = parseUrlCursor(cursor);
  return whole === null || whole.origin === new URL(baseUrl).origin;
}

/** Whether a text is an absolute URL of the web; opaque cursors are base64, and never look so. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function parseUrlCursor(cursor: string): URL | null {
  return isWebUrl(cursor) ? new URL(cursor) : null;
}
