/**
 * The API on loopback, in a process of its own; prints its port. How a list shall be stands in the
 * path: `/run/<name>/c/<conversations>/ttfb/<ms>/body/<ms>/conversations`, with `/search` behind it
 * for a search. The number of requests of a run is told at `/run/<name>/requests`.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { URL } from 'node:url';
import { text } from 'node:stream/consumers';
import { pageBody, pageOfCursor } from './pages.mjs';
import { searchBody } from './workspace.mjs';
import { writeSlowly } from './write-slowly.mjs';

const LIST = /^\/run\/([^/]+)\/c\/(\d+)\/ttfb\/(\d+)\/body\/(\d+)\/conversations(\/search)?$/;
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
  const isSearch = numbers.pop() !== undefined;
  const [total, firstByte, duration] = numbers.map(Number);
  const count = (requests.get(name) ?? 0) + 1;
  requests.set(name, count);
  const body = isSearch ? await search(total, request, url) : page(total, url);
  if (firstByte > 0) await sleep(firstByte);
  response.writeHead(200, headers(count));
  return duration === 0 ? response.end(body) : writeSlowly(response, body, duration);
}

function page(total, { searchParams }) {
  const perPage = Number(searchParams.get('per_page') ?? 20);
  return pageBody(total, perPage, pageOfCursor(searchParams.get('starting_after')));
}

async function search(total, request, url) {
  const { headers } = request;
  return Buffer.from(await searchBody(total, { url, headers, body: await text(request) }));
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
