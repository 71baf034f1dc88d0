/**
 * The API on loopback, in a process of its own; prints its port. How a list shall be stands in the
 * path: `/run/<name>/c/<conversations>/ttfb/<ms>/body/<ms>/conversations`. The number of requests
 * of a run is told at `/run/<name>/requests`.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { pageBody, pageOfCursor } from './pages.mjs';
import { writeSlowly } from './write-slowly.mjs';

const LIST = /^\/run\/([^/]+)\/c\/(\d+)\/ttfb\/(\d+)\/body\/(\d+)\/conversations$/;
const REQUESTS = /^\/run\/([^/]+)\/requests$/;

/** Requests by run. */
const requests = new Map();

async function answer(request, response) {
  const url = new URL(request.url, 'http://localhost');
  const run = REQUESTS.exec(url.pathname)?.[1];
  if (run !== undefined) return response.end(String(requests.get(run) ?? 0));
  const list = LIST.exec(url.pathname);
  if (list === null) return response.writeHead(404).end();
  const [, name, ...numbers] = list;
  const [total, firstByte, duration] = numbers.map(Number);
  const count = (requests.get(name) ?? 0) + 1;
  requests.set(name, count);
  const perPage = Number(url.searchParams.get('per_page') ?? 20);
  const body = pageBody(total, perPage, pageOfCursor(url.searchParams.get('starting_after')));
  if (firstByte > 0) await sleep(firstByte);
  response.writeHead(200, headers(count));
  return duration === 0 ? response.end(body) : writeSlowly(response, body, duration);
}

/** As the API sends them, with a rate limit that nobody here can reach. */
function headers(count) {
  const limit = 100_000;
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'max-age=0, private, must-revalidate',
    'Intercom-Version': '2.7',
    'X-Request-Id': `00${String(count).padStart(18, '0')}`,
    'X-RateLimit-Limit': limit,
    'X-RateLimit-Remaining': limit - (count % limit),
    'X-RateLimit-Reset': 10 * Math.ceil((Date.now() + 1) / 10_000),
  };
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    response.destroy();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('disconnect', () => process.exit());
