import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProxy } from '../server/proxy.ts';

const HOME = 'http://127.0.0.1:4300/intercom';
const TOKEN = 'a-token-of-the-server';

/** A proxy whose upstream writes down what it is asked. */
function createRecorded(answer: () => Promise<Response>) {
  const asked: { readonly url: string; readonly init: RequestInit }[] = [];
  const ask = createProxy({
    baseUrl: 'https://workspace.example',
    token: TOKEN,
    fetch: (url, init) => {
      asked.push({ url, init });
      return answer();
    },
  });
  return { asked, ask };
}

const page = (headers: HeadersInit = {}): Promise<Response> =>
  Promise.resolve(new Response('{"conversations":[]}', { headers }));

void test('should ask for the page with the token, and nothing else of the client', async () => {
  const { asked, ask } = createRecorded(page);
  const headers = {
    accept: 'text/html',
    authorization: 'Bearer of-the-client',
    cookie: 'session=1',
    'intercom-version': '1.0',
    'x-forwarded-for': '192.0.2.1',
  };
  const query = 'per_page=50&starting_after=WzEsMl0%3D';
  await ask(new Request(`${HOME}/conversations?${query}`, { headers }));

  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.url, `https://workspace.example/conversations?${query}`);
  const { method = 'GET', body, redirect, headers: sent } = asked[0].init;
  assert.deepEqual([method, body, redirect], ['GET', undefined, 'manual']);
  assert.deepEqual(Object.fromEntries(new Headers(sent)), {
    accept: 'application/json',
    authorization: `Bearer ${TOKEN}`,
    'intercom-version': '2.7',
  });
});

void test('should answer with status, body and the headers that are read', async () => {
  const read = {
    'content-type': 'application/json',
    date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    'retry-after': '2',
    'x-ratelimit-limit': '20',
    'x-ratelimit-remaining': '3',
    'x-ratelimit-reset': '1767225605',
    'x-request-id': 'made-up',
  };
  const { ask } = createRecorded(() =>
    Promise.resolve(
      new Response('{"type":"error.list"}', {
        status: 429,
        headers: { ...read, 'set-cookie': 'a=1', server: 'nginx', echo: `Bearer ${TOKEN}` },
      }),
    ),
  );
  const answer = await ask(new Request(`${HOME}/conversations`));
  assert.equal(answer.status, 429);
  assert.equal(await answer.text(), '{"type":"error.list"}');
  assert.deepEqual(Object.fromEntries(answer.headers), { ...read, 'cache-control': 'no-store' });
});

const refused: readonly (readonly [number, string, string])[] = [
  ...['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(
    (method) => [405, method, '/conversations'] as const,
  ),
  ...['', '/', '/contacts', '/conversations/', '/conversations/1', '/conversations%2F1', '/me'].map(
    (path) => [404, 'GET', path] as const,
  ),
  ...[
    'page=2',
    'display_as=plaintext',
    'per_page=0',
    'per_page=151',
    'per_page=1e2',
    'per_page=',
    'per_page=20&per_page=20',
    'starting_after=',
    'starting_after=a%0Ab',
    'starting_after=a%26b',
    `starting_after=${'a'.repeat(1001)}`,
    'PER_PAGE=20',
    '__proto__=1',
  ].map((query) => [400, 'GET', `/conversations?${query}`] as const),
];

for (const [status, method, path] of refused) {
  void test(`should refuse ${method} ${path.slice(0, 60)} with ${status}`, async () => {
    const { asked, ask } = createRecorded(page);
    const answer = await ask(new Request(`${HOME}${path}`, { method }));
    assert.equal(answer.status, status);
    assert.equal(asked.length, 0);
  });
}

void test('should neither follow a redirect nor pass it on', async () => {
  const { asked, ask } = createRecorded(() =>
    Promise.resolve(Response.redirect('https://elsewhere.example/', 302)),
  );
  const answer = await ask(new Request(`${HOME}/conversations`));
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('location'), null);
  assert.equal(asked.length, 1);
});

void test('should say no more than 503 when Intercom cannot be reached', async () => {
  const { ask } = createRecorded(() => Promise.reject(new TypeError(`failed with ${TOKEN}`)));
  const answer = await ask(new Request(`${HOME}/conversations`));
  assert.equal(answer.status, 503);
  assert.equal(await answer.text(), 'Intercom cannot be reached.\n');
});

void test('should end its request when the client goes away', () => {
  const { asked, ask } = createRecorded(() => new Promise(() => undefined));
  const client = new AbortController();
  void ask(new Request(`${HOME}/conversations`, { signal: client.signal }));
  assert.equal(asked[0]?.init.signal?.aborted, false);
  client.abort();
  assert.equal(asked[0].init.signal.aborted, true);
});
