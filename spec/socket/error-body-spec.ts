import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import crossFetch from 'cross-fetch';
import { firstValueFrom } from 'rxjs';
import { conversations$, type Fetch } from '../../lib/index.ts';

// Time is real here, and a busy machine takes its own.
jest.setTimeout(30_000);

let server: Server;

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Writes as fast as it is read, until the connection closes. */
function flood(response: ServerResponse): void {
  while (response.writable && response.write('<p>Busy</p>'.padEnd(1_000))) continue;
  response.once('drain', () => {
    flood(response);
  });
}

describe.each<[string, Fetch]>([
  ["the platform's fetch", globalThis.fetch],
  ['cross-fetch', crossFetch],
])('an error body without an end over a real socket, with %s', (_, fetch) => {
  it.each([
    ['503', {}],
    ['404', {}],
    ['302', { location: 'https://evil.example/' }],
  ])('should end in an error, and the connection with it: %s %j', async (status, headers) => {
    let requests = 0;
    let closed: Promise<unknown> | undefined;
    server = createServer((_request, response) => {
      requests += 1;
      closed = once(response, 'close');
      response.writeHead(Number(status), headers);
      flood(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const walk$ = conversations$({ token: 'test-token', baseUrl, fetch, retry: false });
    await expect(firstValueFrom(walk$)).rejects.toMatchObject({
      kind: 'http',
      status: Number(status),
      excerpt: '<p>Busy</p>',
    });
    await closed;
    expect(requests).toBe(1);
  });

  it('should not keep a redirect from being followed, and end with the walk', async () => {
    let closed: Promise<unknown> | undefined;
    server = createServer((request, response) => {
      if (request.url === '/elsewhere') {
        response.end(JSON.stringify({ conversations: [{ id: '1' }], pages: null }));
        return;
      }
      closed = once(response, 'close');
      response.writeHead(302, { location: '/elsewhere' });
      flood(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const walk$ = conversations$({ token: 'test-token', baseUrl, fetch, retry: false });
    await expect(firstValueFrom(walk$)).resolves.toMatchObject({ id: '1' });
    await closed;
  });
});
