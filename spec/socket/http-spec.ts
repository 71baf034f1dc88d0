import { afterEach, describe, expect, it, jest } from '@jest/globals';
import crossFetch from 'cross-fetch';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { serveIntercom, type LocalIntercom } from '../../examples/local-intercom.ts';
import { conversations$, type Fetch, type IntercomError } from '../../lib/index.ts';
import { createTestIntercom, type Fault, type TestIntercom } from '../../lib/testing/index.ts';
import { eventually } from '../helpers/eventually.ts';

// Time is real here: the timeouts of half a second, and what a busy machine takes.
jest.setTimeout(30_000);

const token = 'test-token';
const retry = { initialDelay: 1 };
const open: { close(): unknown }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(intercom: TestIntercom): Promise<LocalIntercom> {
  const server = await serveIntercom(intercom);
  open.push(server);
  return server;
}

async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe.each<[string, Fetch]>([
  ["the platform's fetch", globalThis.fetch],
  ['cross-fetch', crossFetch],
])('over a real socket, with %s', (_, fetch) => {
  it('should walk a whole workspace through real faults', async () => {
    const faults: Readonly<Record<number, Fault>> = {
      2: { reset: true },
      4: { truncate: 5_000 },
      6: { status: 502, body: '<html>' },
      8: { hang: 'headers' },
      10: { hang: 'body' },
      12: { status: 429, headers: { 'retry-after': '0' } },
    };
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ number }) => faults[number],
    });
    const { url: baseUrl } = await serve(intercom);
    const options = { token, baseUrl, fetch, retry, timeout: 500, adaptivePageSize: false };
    const all = await lastValueFrom(conversations$(options).pipe(toArray()));
    expect(all).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(21);
  });

  it('should make one request for take(20) of pages of 20', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { url: baseUrl } = await serve(intercom);
    const walk$ = conversations$({ token, baseUrl, fetch });
    expect(await lastValueFrom(walk$.pipe(take(20), toArray()))).toHaveLength(20);
    expect(intercom.requests.map(({ url }) => url)).toEqual([
      `${baseUrl}/conversations?per_page=20`,
    ]);
  });

  it.each<[string, Fault]>([
    ['before the headers', { hang: 'headers' }],
    ['within the body', { hang: 'body' }],
  ])('should close the connection when unsubscribed %s', async (_when, fault) => {
    const intercom = createTestIntercom({ fault: () => fault });
    const { url: baseUrl } = await serve(intercom);
    const seen: unknown[] = [];
    const subscription = conversations$({ token, baseUrl, fetch }).subscribe({
      next: (value) => seen.push(value),
      error: (error) => seen.push(error),
    });
    await eventually(() => intercom.requests.length === 1);
    subscription.unsubscribe();
    await eventually(() => intercom.requests[0]?.state === 'aborted');
    expect(seen).toEqual([]);
  });

  it('should time out on a body that stalls', async () => {
    const intercom = createTestIntercom({ fault: () => ({ hang: 'body' }) });
    const { url: baseUrl } = await serve(intercom);
    const options = { token, baseUrl, fetch, timeout: 100, retry: false } as const;
    const failure = firstValueFrom(conversations$(options));
    await expect(failure).rejects.toMatchObject({ kind: 'timeout', attempts: 1 });
    await eventually(() => intercom.requests[0]?.state === 'aborted');
  });

  it('should refuse a redirect to another origin, and not go there', async () => {
    const visits: unknown[] = [];
    const elsewhere = await listen((request, response) => {
      visits.push(request.headers);
      response.end('{}');
    });
    const baseUrl = await listen((_request, response) => {
      response.writeHead(302, { location: `${elsewhere}/conversations` }).end();
    });
    const failure = firstValueFrom(conversations$({ token, baseUrl, fetch }));
    await expect(failure).rejects.toMatchObject({
      kind: 'http',
      status: 302,
      message: `Request failed with status 302 (redirect to ${elsewhere} refused): GET ${baseUrl}/conversations?per_page=20`,
    });
    expect(visits).toEqual([]);
  });

  it('should follow a redirect on its own origin', async () => {
    const paths: (string | undefined)[] = [];
    const baseUrl = await listen((request, response) => {
      paths.push(request.url);
      if (paths.length === 1) response.writeHead(307, { location: '/v2?per_page=20' }).end();
      else response.end('{"type":"conversation.list","pages":null,"conversations":[{"id":"1"}]}');
    });
    expect(await firstValueFrom(conversations$({ token, baseUrl, fetch }))).toEqual({ id: '1' });
    expect(paths).toEqual(['/conversations?per_page=20', '/v2?per_page=20']);
  });

  it('should say what the connection failed with, without the token', async () => {
    const baseUrl = 'http://127.0.0.1:1';
    const walk$ = conversations$({ token, baseUrl, fetch, retry: false });
    const error = (await firstValueFrom(walk$).catch((thrown: unknown) => thrown)) as IntercomError;
    expect(error).toMatchObject({ kind: 'network', request: { method: 'GET' } });
    expect(error.message).toContain(`GET ${baseUrl}/conversations?per_page=20`);
    expect(error.stack).not.toContain(token);
  });
});
