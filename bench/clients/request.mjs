import { Buffer } from 'node:buffer';
import { URL } from 'node:url';

/** Made up, in the form of a real one: looking for it in a text takes CPU, which counts. */
export const token = Buffer.from('tok:01234567_89ab_cdef_0123_456789abcdef:1:0').toString('base64');

/** What every client sends that has no opinion of its own. */
export const headers = {
  Accept: 'application/json',
  Authorization: `Bearer ${token}`,
  'Intercom-Version': '2.7',
};

/** When the first conversation of the workspace was started, and when the last one, in unix seconds. */
export const FIRST_SECOND = Date.UTC(2021, 0, 1) / 1000;
export const LAST_SECOND = Date.UTC(2026, 0, 1) / 1000;

export function pageUrl({ baseUrl, perPage }, cursor) {
  const url = new URL(`${baseUrl}/conversations`);
  url.searchParams.set('per_page', String(perPage));
  if (cursor !== undefined) url.searchParams.set('starting_after', cursor);
  return url;
}
