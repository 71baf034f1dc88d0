/** The clients, each a file in `clients/`. */
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

export type ClientName = (typeof CLIENTS)[number];

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
};

/** Whether a client is rx-intercom's. */
export function isOurs(client: ClientName): boolean {
  return CLIENTS.indexOf(client) >= CLIENTS.indexOf('plain');
}
