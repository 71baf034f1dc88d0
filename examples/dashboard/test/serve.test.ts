import assert from 'node:assert/strict';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { test } from 'node:test';
import { createTestIntercom } from 'rx-intercom/testing';
import { bundlePage } from '../server/page.ts';
import { serveDashboard } from '../server/serve.ts';
import { testProxy } from '../server/workspace.ts';

const page = await bundlePage();

const cases: readonly (readonly [string, number, RequestOptions])[] = [
  ['the page', 200, { path: '/' }],
  ['a page of conversations', 200, { path: '/intercom/conversations?per_page=1' }],
  ['another name', 421, { path: '/', headers: { host: 'other.example' } }],
  [
    "another site's page",
    403,
    { path: '/intercom/conversations', headers: { 'sec-fetch-site': 'cross-site' } },
  ],
  ['a link', 403, { path: '/intercom/conversations', headers: { 'sec-fetch-site': 'none' } }],
  ['a file that is not there', 404, { path: '/server/main.ts' }],
  ['a way out of the folder', 404, { path: '/../package.json' }],
  ['a hidden way out', 404, { path: '/%2e%2e/package.json' }],
  ['a POST to the page', 405, { path: '/', method: 'POST' }],
];

for (const [what, status, options] of cases) {
  void test(`should answer ${what} with ${status}, and the policy`, async (t) => {
    const server = await serveDashboard(page, testProxy(createTestIntercom()), 0);
    t.after(() => server.close());
    const { statusCode, headers } = await ask(server.url, options);
    assert.equal(statusCode, status);
    assert.match(
      String(headers['content-security-policy']),
      /^default-src 'none'; script-src 'self'/,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['access-control-allow-origin'], undefined);
  });
}

function ask(url: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, ...options }, (response) => {
      response.resume();
      resolve(response);
    })
      .on('error', reject)
      .end();
  });
}
