import type { Fault, TestRequest } from '../../../lib/testing/index.ts';
import { createRandom, type Random } from '../../../lib/testing/random.ts';

const HTML = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';

/** No headers about the rate, whatever the test workspace says. */
const SILENT = {
  'x-ratelimit-limit': null,
  'x-ratelimit-remaining': null,
  'x-ratelimit-reset': null,
} as const;

/** All that may happen to a request and is worth asking again. */
const kinds: readonly [(random: Random) => Fault, ...((random: Random) => Fault)[]] = [
  () => ({ status: 429 }),
  () => ({ status: 429, headers: SILENT }),
  () => ({ status: 429, headers: SILENT, body: HTML }),
  () => ({ status: 429, headers: { 'retry-after': '0' } }),
  () => ({ status: 429, headers: { ...SILENT, 'retry-after': '1' } }),
  ({ pick }) => ({ status: pick([408, 500, 502, 503, 504]) }),
  ({ pick }) => ({ status: pick([500, 502, 503, 504]), body: HTML }),
  ({ pick }) => ({ status: pick([500, 502, 503, 504]), body: '' }),
  () => ({ status: 503, headers: { 'retry-after': '1' } }),
  () => ({ reset: true }),
  ({ integer }) => ({ reset: true, latency: integer(100) }),
  ({ integer }) => ({ truncate: integer(400) }),
  ({ integer }) => ({ status: 500, truncate: integer(60) }),
  () => ({ body: '' }),
  () => ({ body: HTML }),
  () => ({ body: { type: 'error.list', errors: [{ code: 'server_error' }] } }),
  () => ({ body: { type: 'conversation.list', pages: null } }),
  () => ({ hang: 'headers' }),
  () => ({ hang: 'body' }),
  ({ integer }) => ({ hang: 'body', latency: integer(100) }),
  () => ({ status: 503, hang: 'body' }),
];

/** The share of the requests that are hit. */
const SHARE = 0.3;

/**
 * A script that hits three requests of ten, and makes some of the others late.
 *
 * @param seed - the same seed, the same storm
 */
export function storm(seed: number): (request: TestRequest) => Fault | undefined {
  const random = createRandom(seed, 0);
  return () => {
    if (random.chance(SHARE)) return random.pick(kinds)(random);
    return random.chance(0.1) ? { latency: 1 + random.integer(100) } : undefined;
  };
}
