import { createTestIntercom, type Fault, type TestRequest } from 'rx-intercom/testing';
import type { ClientOptions } from 'rx-intercom';
import { serveIntercom } from '../local-intercom.ts';
import type { Arguments } from './arguments.ts';

/** Where the conversations come from. */
export interface Workspace {
  readonly name: string;
  readonly options: Pick<ClientOptions, 'token' | 'baseUrl' | 'region' | 'fetch'>;
  /** Every id there is, where that can be known. */
  readonly ids?: readonly string[];
  readonly close: () => Promise<void>;
}

/** The real workspace of the environment's token, or one at an address, else a local one. */
export function openWorkspace(
  { baseUrl, region }: Pick<Arguments, 'baseUrl' | 'region'>,
  env: NodeJS.ProcessEnv,
): Promise<Workspace> {
  const token = env['INTERCOM_ACCESS_TOKEN'];
  if (!token && baseUrl === undefined) return openLocalWorkspace();
  const owner = token ? 'the workspace of INTERCOM_ACCESS_TOKEN' : 'the workspace';
  return Promise.resolve({
    name: `${owner} at ${baseUrl ?? `Intercom (${region})`}`,
    options: { token: token === '' ? undefined : token, region, baseUrl },
    close: () => Promise.resolve(),
  });
}

/** What goes wrong, by the number of the page. */
const FAULTS: Readonly<Record<number, Fault>> = {
  9: { status: 503 },
  23: { reset: true },
  41: { status: 429, headers: { 'retry-after': '1' } },
  58: { truncate: 20_000 },
};

/** The same in every run, so that a checkpoint of one is good for the next; the port is not. */
const ADDRESS = 'https://workspace.example';

async function openLocalWorkspace(): Promise<Workspace> {
  const seen = { list: 0, search: 0, retrieve: 0, deleted: 0 };
  const intercom = createTestIntercom({
    conversations: 4_000,
    rateLimit: { limit: 60, window: 1_000 },
    latency: (_, rows) => 50 + rows,
    fault({ endpoint = 'list' }: TestRequest) {
      seen[endpoint] += 1;
      return FAULTS[seen[endpoint]];
    },
  });
  const server = await serveIntercom(intercom);
  const { url: origin } = server;
  return {
    name: `a test workspace of ${String(intercom.conversations.length)} conversations at ${origin}`,
    options: {
      token: 'test-token',
      baseUrl: ADDRESS,
      fetch: (url, init) => fetch(url.replace(ADDRESS, origin), init),
    },
    ids: intercom.conversations.map(({ id }) => id),
    close: () => server.close(),
  };
}
