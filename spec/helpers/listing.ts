import type { Conversation, Fetch } from '../../lib/index.ts';

/** A `fetch` that lists these rows as they come, by an offset as cursor, and counts its requests. */
export function listing(
  rows: readonly Conversation[],
  perPage: number,
): { readonly fetch: Fetch; readonly requests: () => number } {
  let requests = 0;
  const fetch: Fetch = (url) => {
    requests += 1;
    const query = new URL(url).searchParams;
    const start = Number(query.get('starting_after') ?? 0);
    const end = start + Math.min(perPage, Number(query.get('per_page')));
    const next = end < rows.length ? { starting_after: String(end) } : null;
    const conversations = rows.slice(start, end);
    return Promise.resolve(Response.json({ conversations, pages: { next } }));
  };
  return { fetch, requests: () => requests };
}
