/**
 * The API on loopback, in a process of its own; prints its URL. How a list shall be stands in front of
 * the API's path: `/run/<name>/c/<conversations>/ttfb/<ms>/body/<ms>`. The number of requests of a run
 * is told at `/run/<name>/requests`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import { serve } from 'srvx';
import { FIRST_SECOND, LAST_SECOND, token } from './clients/request.mjs';

const PATH = /^\/run\/([^/]+)\/(?:requests$|c\/(\d+)\/ttfb\/(\d+)\/body\/(\d+)(\/.*))/;
const CHUNKS = 10;
const DOUBLINGS = 5;
/** Nobody here can reach it. */
const RATE_LIMIT = 100_000;
/** Pages of a larger workspace are made again and again. */
const MAX_KEPT = 60_000;

const workspaces = new Map<number, TestIntercom>();
const pages = new Map<string, Uint8Array<ArrayBuffer>>();
/** By run. */
const requests = new Map<string, number>();

async function answer(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const [, run = '', total, firstByte, duration, path] = PATH.exec(pathname) ?? [];
  const count = requests.get(run) ?? 0;
  if (path === undefined) return new Response(String(count));
  requests.set(run, count + 1);
  const body = await page(Number(total), path + search, request);
  if (firstByte !== '0') await sleep(Number(firstByte));
  return new Response(duration === '0' ? body : slowly(body, Number(duration)), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Intercom-Version': '2.7',
      'X-Request-Id': `00${String(count).padStart(18, '0')}`,
      'X-RateLimit-Limit': String(RATE_LIMIT),
      'X-RateLimit-Remaining': String(RATE_LIMIT - (count % RATE_LIMIT)),
      'X-RateLimit-Reset': String(10 * Math.ceil((Date.now() + 1) / 10_000)),
    },
  });
}

async function page(total: number, path: string, { method, headers, body }: Request) {
  const key = `${total} ${path}`;
  const kept = pages.get(key);
  if (method === 'GET' && kept !== undefined) return kept;
  const workspace = workspaces.get(total) ?? createWorkspace(total);
  workspaces.set(total, workspace);
  const url = `https://api.intercom.io${path}`;
  const response = await workspace.fetch(
    new Request(url, { method, headers, body, duplex: 'half' } as RequestInit),
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (method === 'GET' && total <= MAX_KEPT) pages.set(key, bytes);
  return bytes;
}

/** A workspace that doubles each year. */
function createWorkspace(total: number): TestIntercom {
  const seconds = LAST_SECOND - FIRST_SECOND;
  const share = (index: number) =>
    Math.log2(1 + (index / total) * (2 ** DOUBLINGS - 1)) / DOUBLINGS;
  return createTestIntercom({
    seed: 2026,
    conversations: total,
    rateLimit: null,
    token,
    createdAt: (index) => FIRST_SECOND + Math.floor(seconds * share(index)),
  });
}

/** A body in pieces: the first at once, the last after `duration` milliseconds. */
function slowly(body: Uint8Array, duration: number): ReadableStream<Uint8Array> {
  const size = Math.ceil(body.length / CHUNKS);
  const start = performance.now();
  let chunk = 0;
  return new ReadableStream({
    async pull(controller) {
      await sleep(start + (duration * chunk) / (CHUNKS - 1) - performance.now());
      controller.enqueue(body.subarray(chunk * size, (chunk + 1) * size));
      chunk += 1;
      if (chunk === CHUNKS) controller.close();
    },
  });
}

const server = serve({
  hostname: '127.0.0.1',
  port: 0,
  silent: true,
  gracefulShutdown: false,
  fetch: answer,
});
await server.ready();
process.stdout.write(`${server.url?.replace(/\/$/, '') ?? ''}\n`);
process.on('disconnect', () => process.exit());
