import { createTestIntercom, type Fault } from 'rx-intercom/testing';
import type { ConversationsOptions } from 'rx-intercom';
import { serveIntercom } from '../local-intercom.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly options: Pick<ConversationsOptions, 'token' | 'baseUrl' | 'region'>;
  /** Every id there is, where that can be known. */
  readonly ids?: readonly string[];
  close(): Promise<void>;
}

/** The real workspace of the environment's token, else a local one. */
export function openWorkspace(env: NodeJS.ProcessEnv): Promise<Workspace> {
  const token = env['INTERCOM_ACCESS_TOKEN'];
  if (!token) return openLocalWorkspace();
  const region = (env['INTERCOM_REGION'] ?? 'us') as NonNullable<ConversationsOptions['region']>;
  return Promise.resolve({
    name: `your workspace (${region})`,
    options: { token, region },
    close: () => Promise.resolve(),
  });
}

/** What goes wrong, by the number of the request. */
const FAULTS: Readonly<Record<number, Fault>> = {
  9: { status: 503 },
  23: { reset: true },
  41: { status: 429, headers: { 'retry-after': '1' } },
  58: { truncate: 20_000 },
};

async function openLocalWorkspace(): Promise<Workspace> {
  const intercom = createTestIntercom({
    conversations: 4_000,
    rateLimit: { limit: 30, window: 2_000 },
    latency: 15,
    fault: ({ number }) => FAULTS[number],
  });
  const server = await serveIntercom(intercom);
  return {
    name: `a test workspace of ${String(intercom.conversations.length)} conversations at ${server.url}`,
    options: { token: 'test-token', baseUrl: server.url },
    ids: intercom.conversations.map(({ id }) => id),
    close: () => server.close(),
  };
}
