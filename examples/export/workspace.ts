import type { ConversationsOptions } from 'rx-intercom';
import { createTestIntercom, type Fault } from 'rx-intercom/testing';
import type { Arguments } from './arguments.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly options: Pick<ConversationsOptions, 'token' | 'region' | 'baseUrl' | 'fetch'>;
}

/** The workspace of a token or a base URL, else a made-up one. */
export function openWorkspace(
  { region, baseUrl }: Pick<Arguments, 'region' | 'baseUrl'>,
  token: string | undefined,
): Workspace {
  if (!token && baseUrl === undefined) return openTestWorkspace();
  return {
    name: `the workspace at ${baseUrl ?? `Intercom (${region})`}`,
    options: { token, region, baseUrl },
  };
}

/** What goes wrong, by the number of the request. */
const FAULTS: Readonly<Record<number, Fault>> = {
  9: { status: 503 },
  23: { reset: true },
  41: { status: 429, headers: { 'retry-after': '1' } },
  58: { truncate: 20_000 },
};

/** The same in every run, so that a later run can go on; but for five that have just been answered. */
function openTestWorkspace(): Workspace {
  const intercom = createTestIntercom({
    conversations: 12_000,
    rateLimit: { limit: 40, window: 2_000 },
    latency: 30,
    fault: ({ number }) => FAULTS[number],
  });
  for (const id of ['7', '77', '777', '7777', '11777']) intercom.update(id, { read: false });
  return {
    name: `a made-up workspace of ${intercom.conversations.length} conversations`,
    options: {
      token: 'test-token',
      baseUrl: 'https://workspace.example',
      fetch: (url, init) => intercom.fetch(url, init),
    },
  };
}
