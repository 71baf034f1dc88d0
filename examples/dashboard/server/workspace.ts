import { createTestIntercom, type Fault, type TestIntercom } from 'rx-intercom/testing';
import type { ProxyOptions } from './proxy.ts';
import { spreadOverDays } from './spread-over-days.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly proxy: ProxyOptions;
}

const REGIONS: ReadonlyMap<string, string> = new Map([
  ['us', 'https://api.intercom.io'],
  ['eu', 'https://api.eu.intercom.io'],
  ['au', 'https://api.au.intercom.io'],
]);

/** What goes wrong in the test workspace, by the number of the request. */
const FAULTS: Readonly<Record<number, Fault>> = { 17: { status: 503 }, 38: { reset: true } };

/**
 * The workspace of `INTERCOM_ACCESS_TOKEN` and `INTERCOM_REGION`, else a made-up one.
 *
 * @param env - the environment
 * @param isTokenWrong - whether to show what happens when the token is not accepted
 */
export function openWorkspace(env: NodeJS.ProcessEnv, isTokenWrong: boolean): Workspace {
  const token = env['INTERCOM_ACCESS_TOKEN'];
  if (!token) {
    const intercom = createTestWorkspace();
    const name = `a made-up workspace of ${intercom.conversations.length} conversations`;
    return { name, proxy: testProxy(intercom, isTokenWrong ? 'a-wrong-token' : undefined) };
  }
  const region = env['INTERCOM_REGION'] ?? 'us';
  const baseUrl = REGIONS.get(region);
  if (baseUrl === undefined) throw new RangeError(`INTERCOM_REGION is ${region}: no region`);
  return {
    name: `the workspace of the token (${region})`,
    proxy: { baseUrl, token: isTokenWrong ? 'a-wrong-token' : token, fetch },
  };
}

/** A test workspace of 60 days, with pauses for the rate limit and two failures to get over. */
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
