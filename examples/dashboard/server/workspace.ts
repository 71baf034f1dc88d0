import { createTestIntercom, type Fault, type TestIntercom } from 'rx-intercom/testing';
import type { Region } from 'rx-intercom';
import type { ProxyOptions } from './proxy.ts';
import { spreadOverDays } from './spread-over-days.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly proxy: ProxyOptions;
}

const REGIONS: Readonly<Record<Region, string>> = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
};

/** What goes wrong in the test workspace, by the number of the request. */
const FAULTS: Readonly<Record<number, Fault>> = {
  17: { status: 503 },
  28: { status: 429, headers: { 'retry-after': '2' } },
  38: { reset: true },
};

/**
 * The workspace of a token, else a made-up one.
 *
 * @param options - `wrongToken` shows what happens when the token is not accepted
 */
export function openWorkspace(
  token: string | undefined,
  { region, wrongToken }: { readonly region: Region; readonly wrongToken: boolean },
): Workspace {
  if (!token) {
    const intercom = createTestWorkspace();
    const name = `a test workspace of ${intercom.conversations.length} conversations`;
    return { name, proxy: testProxy(intercom, wrongToken ? 'a-wrong-token' : undefined) };
  }
  return {
    name: `the workspace of the token (${region})`,
    proxy: { baseUrl: REGIONS[region], token: wrongToken ? 'a-wrong-token' : token, fetch },
  };
}

/** A test workspace of 60 days, with waits for the rate limit and three failures to get over. */
export function createTestWorkspace(): TestIntercom {
  return createTestIntercom({
    conversations: madeUpConversations(),
    latency: 150,
    rateLimit: { limit: 20, window: 5_000 },
    fault: ({ number }) => FAULTS[number],
  });
}

/** 3,000 conversations, the same each time. */
export function madeUpConversations(): ReturnType<typeof spreadOverDays> {
  return spreadOverDays(createTestIntercom({ conversations: 3_000 }).conversations, 60);
}

/** How the proxy reaches a test workspace: without a socket. */
export function testProxy(intercom: TestIntercom, token = 'test-token'): ProxyOptions {
  return { baseUrl: 'https://workspace.example', token, fetch: intercom.fetch };
}
