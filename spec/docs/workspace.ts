import type { Fetch } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';

/** Where the documents put the proxy that adds the token. */
const PROXY = '/intercom/';

/**
 * The workspace behind the documents: sixty conversations, one of which is closed after twenty
 * seconds, and one more that comes after forty. It also answers for a single conversation, which
 * the test kit does not.
 */
export function openWorkspace(): Fetch {
  const intercom = createTestIntercom({ conversations: 60 });
  setTimeout(() => intercom.update('60', { state: 'closed', open: false }), 20_000);
  setTimeout(() => intercom.add({ state: 'open', open: true }), 40_000);
  let refusals = 1;

  /** A conversation with its parts; the first request is one too many. */
  const retrieve = (id: string): Response => {
    refusals -= 1;
    if (refusals >= 0) {
      const reset = Math.floor(Date.now() / 1000) + 5;
      return new Response('{}', { status: 429, headers: { 'x-ratelimit-reset': String(reset) } });
    }
    const found = intercom.conversations.find((conversation) => conversation.id === id);
    const parts = { type: 'conversation_part.list', total_count: Number(id) % 7 };
    return Response.json({ ...found, conversation_parts: parts });
  };

  return async (url, init) => {
    const { pathname } = new URL(url);
    const id = /\/conversations\/(\d+)$/.exec(pathname)?.[1];
    if (id !== undefined) return retrieve(id);
    const headers = pathname.startsWith(PROXY)
      ? { ...init.headers, authorization: 'Bearer test-token' }
      : init.headers;
    return intercom.fetch(url, { ...init, headers });
  };
}
