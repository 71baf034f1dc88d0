import { URL } from 'node:url';

/** What every client sends that has no opinion of its own. */
export const headers = {
  Accept: 'application/json',
  Authorization: 'Bearer test-token',
  'Intercom-Version': '2.7',
};

export function pageUrl({ baseUrl, perPage }, cursor) {
  const url = new URL(`${baseUrl}/conversations`);
  url.searchParams.set('per_page', String(perPage));
  if (cursor !== undefined) url.searchParams.set('starting_after', cursor);
  return url;
}
