import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRateWindow, rateLimitHeaders } from '../../lib/testing/rate-window.ts';

/** A server with a rate limit on loopback. */
export interface ApiServer {
  readonly url: string;
  /** Forgets what has been counted. */
  readonly reset: () => void;
  /** Requests and 429s since the start or `reset`. */
  readonly counts: () => { readonly requests: number; readonly refused: number };
  /** Requests that were carried out in each whole window since then. */
  readonly windows: () => readonly number[];
  readonly stop: () => void;
}

const BODY = JSON.stringify({
  type: 'conversation',
  id: '1',
  conversation_parts: { type: 'conversation_part.list', conversation_parts: [], total_count: 0 },
});
const REFUSAL = JSON.stringify({
  type: 'error.list',
  errors: [{ code: 'rate_limit_exceeded', message: 'too many' }],
});

/**
 * Starts a server that answers each request after `answer` milliseconds, and carries out `limit`
 * requests in each window of so many milliseconds.
 */
export async function startApi(limit: number, window: number, answer: number): Promise<ApiServer> {
  const rate = createRateWindow({ limit, window });
  let requests = 0;
  let refused = 0;
  let carried = new Map<number, number>();
  const server = createServer((_, response) => {
    const now = Date.now();
    const quota = rate.count(now);
    const index = Math.floor(now / window);
    requests += 1;
    if (quota.exceeded) refused += 1;
    carried.set(index, (carried.get(index) ?? 0) + (quota.exceeded ? 0 : 1));
    setTimeout(
      () => {
        response.writeHead(quota.exceeded ? 429 : 200, {
          'content-type': 'application/json',
          ...rateLimitHeaders(quota),
        });
        response.end(quota.exceeded ? REFUSAL : BODY);
      },
      quota.exceeded ? 0 : answer * (0.5 + Math.random()),
    );
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reset() {
      requests = 0;
      refused = 0;
      carried = new Map();
    },
    counts: () => ({ requests, refused }),
    windows() {
      const first = Math.min(...carried.keys());
      const last = Math.floor(Date.now() / window);
      const whole = Array.from(
        { length: Math.max(0, last - first - 1) },
        (_, at) => first + 1 + at,
      );
      return whole.map((index) => carried.get(index) ?? 0);
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
