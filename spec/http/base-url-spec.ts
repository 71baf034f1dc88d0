import { afterEach, describe, expect, it } from '@jest/globals';
import { InvalidOptionsError, conversations$ } from '../../lib/index.ts';
import { collect, type Collected } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

/**
 * Pretends that this is a script of a page.
 *
 * @param baseURI - where its relative URLs begin, as its `<base href>` says
 */
function visit(href: string, baseURI: string = href): void {
  work(href);
  Object.defineProperty(globalThis, 'document', { configurable: true, value: { baseURI } });
}

/** Pretends that this is a script of a worker. */
function work(href: string): void {
  Object.defineProperty(globalThis, 'location', {
    configurable: true,
    value: { href, origin: new URL(href).origin },
  });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'location');
  Reflect.deleteProperty(globalThis, 'document');
});

/** Walks below a base URL, and says where that went. */
async function walk(baseUrl: string): Promise<[Collected<unknown>, readonly string[]]> {
  const { fetch, urls } = mockFetch(listBody(['1']));
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, baseUrl, retry: false }));
  await pass();
  return [result, urls()];
}

const QUERY = '/conversations?per_page=20';

describe('baseUrl', () => {
  it.each([
    ['https://proxy.example', 'https://proxy.example'],
    ['https://proxy.example/', 'https://proxy.example'],
    ['https://proxy.example/a/b', 'https://proxy.example/a/b'],
    ['https://proxy.example/a//', 'https://proxy.example/a'],
    ['https://proxy.example:8443', 'https://proxy.example:8443'],
    ['HTTPS://PROXY.example', 'https://proxy.example'],
    ['https://10.0.0.1', 'https://10.0.0.1'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://api.localhost', 'http://api.localhost'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.8.9.1', 'http://127.8.9.1'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://[::1]:3000/x', 'http://[::1]:3000/x'],
  ])('should be taken: %s', async (baseUrl, expected) => {
    const [result, urls] = await walk(baseUrl);
    expect(result.state).toBe('complete');
    expect(urls).toStrictEqual([expected + QUERY]);
  });

  it.each([
    'http://proxy.example',
    'http://api.intercom.io',
    'http://localhost.evil.example',
    'http://evil-localhost',
    'http://mylocalhost:80',
    'http://127.0.0.1.evil.example',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://192.168.0.1',
    'http://0.0.0.0',
    'http://[::2]',
    'http://[::ffff:10.0.0.1]',
    'ftp://localhost',
    'ws://localhost',
    'file:///etc',
    'data:text/plain,x',
    'javascript:alert(1)',
    'localhost:3000',
    'proxy.example',
    '/api',
    'api',
    '',
    ' ',
    'https://',
    'http://',
  ])('should be refused before any request: %j', async (baseUrl) => {
    const [{ error }, urls] = await walk(baseUrl);
    expect(error).toBeInstanceOf(InvalidOptionsError);
    expect(error).toMatchObject({
      field: 'baseUrl',
      message:
        `Invalid option baseUrl: got ${JSON.stringify(baseUrl)}; it must be an https: URL without ` +
        "user name, query or fragment (http: only to a loopback host or the page's own origin; in " +
        'a browser also relative to the page)',
    });
    expect(urls).toStrictEqual([]);
  });

  it.each([
    ['a user name', 'https://user-s3cret@proxy.example', 'a URL with a user name or password'],
    ['a password', 'https://:pw-s3cret@proxy.example', 'a URL with a user name or password'],
    ['both', 'https://a:pw-s3cret@proxy.example', 'a URL with a user name or password'],
    ['both, unencrypted', 'http://a:pw-s3cret@proxy.example', 'a URL with a user name or password'],
    ['a query', 'https://proxy.example/?key=s3cret', 'a URL with a query or fragment'],
    ['a query, unencrypted', 'http://proxy.example/?key=s3cret', 'a URL with a query or fragment'],
    ['a fragment', 'https://proxy.example/#s3cret', 'a URL with a query or fragment'],
    ['an empty query', 'https://proxy.example/?', 'a URL with a query or fragment'],
    ['an empty fragment', 'https://proxy.example/#', 'a URL with a query or fragment'],
  ])('should be refused with %s, without quoting it', async (_, baseUrl, got) => {
    const [{ error }, urls] = await walk(baseUrl);
    expect(error).toMatchObject({
      name: 'InvalidOptionsError',
      field: 'baseUrl',
      message: expect.stringContaining(`Invalid option baseUrl: got ${got}; it must be`),
    });
    expect(String(error)).not.toContain('s3cret');
    expect(urls).toStrictEqual([]);
  });

  it('should need no token, and show an error as it came', async () => {
    const { fetch, authorizations } = mockFetch({ status: 404, body: 'No such page' });
    const result = collect(conversations$({ baseUrl: 'https://proxy.example', fetch }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'http', excerpt: 'No such page' });
    expect(authorizations()).toStrictEqual([undefined]);
  });
});

describe('baseUrl on a page', () => {
  it.each([
    ['https://app.example/inbox/1?q=2#top', '/api', 'https://app.example/api'],
    ['https://app.example/inbox/1', 'api', 'https://app.example/inbox/api'],
    ['https://app.example/inbox/1', '.', 'https://app.example/inbox'],
    ['https://app.example/inbox/1', '/', 'https://app.example'],
    ['https://app.example/', '//proxy.example', 'https://proxy.example'],
    ['https://app.example/', 'https://proxy.example', 'https://proxy.example'],
    ['https://app.example/inbox/1', 'https:proxy.example', 'https://proxy.example'],
    ['https://app.example/', 'http://localhost:3000', 'http://localhost:3000'],
    ['http://app.example/inbox', '/api', 'http://app.example/api'],
    ['http://app.example/inbox', 'http://app.example/api', 'http://app.example/api'],
    ['http://app.example:8080/', 'http://app.example:8080', 'http://app.example:8080'],
    ['http://app.example/', 'https://proxy.example', 'https://proxy.example'],
    ['about:blank', 'https://proxy.example', 'https://proxy.example'],
  ])('should be taken: on %s, %s', async (page, baseUrl, expected) => {
    visit(page);
    const [result, urls] = await walk(baseUrl);
    expect(result.state).toBe('complete');
    expect(urls).toStrictEqual([expected + QUERY]);
  });

  it.each([
    ['http://app.example/', 'http://proxy.example'],
    ['http://app.example/', '//proxy.example'],
    ['http://app.example/', 'http://app.example:8080'],
    ['https://app.example/', 'http://app.example'],
    ['http://app.example/', 'http://sub.app.example'],
    ['about:blank', '/api'],
    ['file:///home/me/page.html', '/api'],
    ['file:///home/me/page.html', 'http://proxy.example'],
    ['https://app.example/', ''],
  ])('should be refused before any request: on %s, %j', async (page, baseUrl) => {
    visit(page);
    const [{ error }, urls] = await walk(baseUrl);
    expect(error).toMatchObject({ name: 'InvalidOptionsError', field: 'baseUrl' });
    expect(urls).toStrictEqual([]);
  });

  it.each([
    ['/app/', 'api', 'https://app.example/app/api'],
    ['/app/', '/api', 'https://app.example/api'],
    ['/app/index.html', './api/', 'https://app.example/app/api'],
    ['/a/b/', '../api', 'https://app.example/a/api'],
    ['https://cdn.example/x/', 'api', 'https://cdn.example/x/api'],
    ['https://cdn.example/x/', 'https://proxy.example', 'https://proxy.example'],
  ])('should begin where the page says: <base href="%s">, %s', async (base, baseUrl, expected) => {
    const page = 'https://app.example/inbox/42';
    visit(page, new URL(base, page).href);
    const [result, urls] = await walk(baseUrl);
    expect(result.state).toBe('complete');
    expect(urls).toStrictEqual([expected + QUERY]);
  });

  it.each(['about:srcdoc', 'about:blank', 'blob:https://app.example/1'])(
    'should begin at the parent of a page without a URL of its own: %s',
    async (href) => {
      visit(href, 'https://app.example/inbox/42');
      const [result, urls] = await walk('/api');
      expect(result.state).toBe('complete');
      expect(urls).toStrictEqual([`https://app.example/api${QUERY}`]);
    },
  );

  it('should not lead out of the page without encryption', async () => {
    visit('http://app.example/', 'http://cdn.example/');
    const [{ error }, urls] = await walk('api');
    expect(error).toMatchObject({ name: 'InvalidOptionsError', field: 'baseUrl' });
    expect(urls).toStrictEqual([]);
  });

  it('should begin at the script of a worker', async () => {
    work('https://app.example/js/worker.js');
    const [result, urls] = await walk('../api');
    expect(result.state).toBe('complete');
    expect(urls).toStrictEqual([`https://app.example/api${QUERY}`]);
  });

  it('should be made absolute once for the walk', async () => {
    visit('https://app.example/inbox/1');
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
    const result = collect(conversations$({ fetch, baseUrl: 'api' }), () => {
      visit('https://other.example/');
    });
    await pass();
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([
      'https://app.example/inbox/api/conversations?per_page=20',
      'https://app.example/inbox/api/conversations?per_page=20&starting_after=b',
    ]);
  });
});
