/** The clients that read the list, each a file in `clients/`. */
export const CLIENTS = [
  'floor',
  'bare',
  'expand',
  'sdk',
  'plain',
  'prefetch',
  'process',
  'process+prefetch',
  'iterate',
] as const;

/** Those that read the search, each in an order of its own and with requests of its own. */
export const SEARCHERS = ['sdk-search', 'steps', 'export'] as const;

export type ClientName = (typeof CLIENTS)[number] | (typeof SEARCHERS)[number];

/** What the tables and the chart call them. */
export const LABELS: Readonly<Record<ClientName, string>> = {
  floor: 'node:http + JSON.parse',
  bare: 'bare fetch loop',
  expand: 'textbook expand()',
  sdk: 'intercom-client',
  plain: 'conversations$',
  prefetch: 'conversations$, prefetch',
  process: 'processConversations$',
  'process+prefetch': 'processConversations$, prefetch',
  iterate: 'iterateConversations',
  'sdk-search': 'intercom-client, search',
  steps: 'steps of 30 days, 8 at once',
  export: 'exportConversations$, 8 ranges at once',
};

/** Whether a client is rx-intercom's. */
export function isOurs(client: ClientName): boolean {
  const others: readonly ClientName[] = ['floor', 'bare', 'expand', 'sdk', 'sdk-search', 'steps'];
  return !others.includes(client);
}

/** Whether a client reads the search. */
export function isSearcher(client: ClientName): boolean {
  return SEARCHERS.some((name) => name === client);
}
