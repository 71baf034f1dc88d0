import type { ExportOptions } from 'rx-intercom';
import { createTestIntercom, type Fault } from 'rx-intercom/testing';
import type { Arguments } from './arguments.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly options: Pick<ExportOptions, 'token' | 'region' | 'baseUrl' | 'fetch' | 'lookBack'>;
}

/** The workspace of a token or a base URL, else a made-up one. */
export function openWorkspace(
  { region, baseUrl }: Pick<Arguments, 'region' | 'baseUrl'>,
  token: string | undefined,
): Workspace {
  if (!token && baseUrl === undefined) return openTestWorkspace();
  const owner = token ? 'the workspace of INTERCOM_ACCESS_TOKEN' : 'the workspace';
  return {
    name: `${owner} at ${baseUrl ?? `Intercom (${region})`}`,
    options: { token: token || undefined, region, baseUrl },
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
    rateLimit: { limit: 400, window: 2_000 },
    latency: (_, rows) => 20 + 2 * rows,
    parts: (id) => (id === '777' ? 620 : undefined),
    fault: ({ number }) => FAULTS[number],
  });
  for (const id of ['7', '77', '777', '7777', '11777']) intercom.update(id, { read: false });
  return {
    name: `a test workspace of ${intercom.conversations.length} conversations`,
    options: {
      token: 'test-token',
      baseUrl: 'https://workspace.example',
      fetch: (url, init) => intercom.fetch(url, init),
      lookBack: 0,
    },
  };
}
