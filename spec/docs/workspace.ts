import type { Fetch } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';

/** Where the documents put the proxy that adds the token. */
const PROXY = '/intercom/';

/**
 * The workspace behind the documents: sixty conversations, one of which is closed after twenty
 * seconds, and one more that comes after forty.
 */
export function openWorkspace(): Fetch {
  const intercom = createTestIntercom({ conversations: 60 });
  setTimeout(() => intercom.update('60', { state: 'closed', open: false }), 20_000);
  setTimeout(() => intercom.add({ state: 'open', open: true }), 40_000);

  return async (url, init) => {
    const { pathname } = new URL(url);
    const headers = pathname.startsWith(PROXY)
      ? { ...init.headers, authorization: 'Bearer test-token' }
      : init.headers;
    return intercom.fetch(url, { ...init, headers });
  };
}
