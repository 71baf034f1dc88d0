import { describe, expect, it } from '@jest/globals';
import { HttpError, conversations$, type Fetch } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, type MockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

function redirect(location: string, status = 302): object {
  return { status, headers: { Location: location } };
}

function start({ fetch }: MockFetch) {
  return collect(conversations$({ token: 'tk-7f3a', fetch }));
}

describe('a redirect on the own origin', () => {
  it.each([
    [301, 'https://api.intercom.io/moved?per_page=20'],
    [302, '/moved?per_page=20'],
    [303, 'moved?per_page=20'],
    [307, '//api.intercom.io/moved?per_page=20'],
    [308, 'https://api.intercom.io:443/moved?per_page=20'],
  ])('should be followed with the token: %i to %s', async (status, location) => {
    const mock = mockFetch(redirect(location, status), listBody(['1']));
    const result = start(mock);
    await pass();
    expect(result.state).toBe('complete');
    expect(result.values.map(({ id }) => id)).toStrictEqual(['1']);
    expect(mock.urls()).toStrictEqual([FIRST, 'https://api.intercom.io/moved?per_page=20']);
    expect(mock.authorizations()).toStrictEqual(['Bearer tk-7f3a', 'Bearer tk-7f3a']);
  });

  it('should be followed five times', async () => {
    const hops = ['/1', '/2', '/3', '/4', '/5'];
    const mock = mockFetch(...hops.map((hop) => redirect(hop)), listBody(['1']));
    const result = start(mock);
    await pass();
    expect(result.state).toBe('complete');
    expect(mock.urls()).toStrictEqual([
      FIRST,
      ...hops.map((hop) => `https://api.intercom.io${hop}`),
    ]);
  });

  it('should not be followed a sixth time', async () => {
    const mock = mockFetch(...Array<object>(20).fill(redirect('/again')));
    const result = start(mock);
    await pass(HOUR);
    expect(result.error).toBeInstanceOf(HttpError);
    expect(result.error).toMatchObject({
      kind: 'http',
      status: 302,
      message: `Request failed with status 302 (redirect not followed): GET ${FIRST}`,
    });
    expect(mock.urls()).toHaveLength(6);
  });

  it('should be measured from where the last one led', async () => {
    const mock = mockFetch(redirect('/a/b/'), redirect('c'), listBody(['1']));
    start(mock);
    await pass();
    expect(mock.urls().at(-1)).toBe('https://api.intercom.io/a/b/c');
  });

  it.each([
    ['stalls', new ReadableStream()],
    ['is long', 'x'.repeat(100_000)],
  ])('should be followed also where its own body %s, and then be aborted', async (_, body) => {
    const moved = new Response(body, { status: 307, headers: { Location: '/moved' } });
    const { fetch, urls, signal } = mockFetch(moved, listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass(2_000);
    expect(urls()).toHaveLength(2);
    expect(result.state).toBe('complete');
    expect(signal().aborted).toBe(true);
  });

  it('should not be followed when nobody wants it any more, whatever the fetch heeds', async () => {
    const pending = deferred<string>();
    const asked: string[] = [];
    const headers = new Headers({ location: '/elsewhere' });
    const fetch: Fetch = (url) => {
      asked.push(url);
      return Promise.resolve({ status: 307, url, headers, text: () => pending.promise });
    };
    const result = collect(conversations$({ token: 'tk-7f3a', fetch }));
    await pass();
    result.unsubscribe();
    pending.resolve('');
    await pass();
    expect(asked).toHaveLength(1);
  });

  it('should hold for this page alone', async () => {
    const mock = mockFetch(redirect('/moved'), listBody(['1'], 'b'), listBody(['2']));
    start(mock);
    await pass();
    expect(mock.urls()).toStrictEqual([FIRST, 'https://api.intercom.io/moved', after('b')]);
  });

  it('should be one attempt', async () => {
    const mock = mockFetch(redirect('/moved'), 404);
    const result = start(mock);
    await pass();
    expect(result.error).toMatchObject({
      status: 404,
      attempts: 1,
      request: { method: 'GET', url: FIRST },
    });
  });

  it.each([
    ['no Location', { status: 302 }],
    ['a Location that cannot be read', redirect('https://')],
    ['an empty Location', redirect('')],
  ])('should be an error with %s', async (_, answer) => {
    const mock = mockFetch(answer, listBody(['1']));
    const result = start(mock);
    await pass(HOUR);
    expect(result.error).toMatchObject({ kind: 'http', status: 302 });
    expect(mock.urls()).toStrictEqual([FIRST]);
  });

  it('should not be seen in the Location of a success', async () => {
    const location = 'https://evil.example/';
    const mock = mockFetch({ body: listBody(['1']), headers: { Location: location } });
    const result = start(mock);
    await pass();
    expect(result.state).toBe('complete');
  });
});

describe('a redirect to another origin', () => {
  it.each([
    [301, 'https://evil.example/conversations', 'https://evil.example'],
    [302, 'https://api.eu.intercom.io/conversations', 'https://api.eu.intercom.io'],
    [303, 'http://api.intercom.io/conversations', 'http://api.intercom.io'],
    [307, '//evil.example:8443/conversations', 'https://evil.example:8443'],
    [308, 'https://api.intercom.io@evil.example/', 'https://evil.example'],
    [302, 'file:///etc/passwd', 'null'],
  ])('should be refused without a second request: %i to %s', async (status, location, origin) => {
    const mock = mockFetch(redirect(location, status), listBody(['1']));
    const result = start(mock);
    await pass(HOUR);
    expect(result.error).toBeInstanceOf(HttpError);
    expect(result.error).toMatchObject({
      kind: 'http',
      status,
      attempts: 1,
      message: `Request failed with status ${status} (redirect to ${origin} refused): GET ${FIRST}`,
    });
    expect(mock.urls()).toStrictEqual([FIRST]);
  });

  it('should be refused also after one on the own origin', async () => {
    const mock = mockFetch(redirect('/moved'), redirect('https://evil.example/'), listBody(['1']));
    const result = start(mock);
    await pass(HOUR);
    expect(result.error).toMatchObject({
      message: `Request failed with status 302 (redirect to https://evil.example refused): GET ${FIRST}`,
    });
    expect(mock.urls()).toStrictEqual([FIRST, 'https://api.intercom.io/moved']);
  });

  it('should not be taken for a refusal of Intercom’s', async () => {
    const body = { type: 'error.list', errors: [{ code: 'unauthorized' }] };
    const mock = mockFetch({ ...redirect('https://evil.example/'), body });
    const result = start(mock);
    await pass(HOUR);
    expect(result.error).toMatchObject({ kind: 'http', status: 302 });
  });
});

describe('a fetch that follows by itself', () => {
  it('should be welcome on the own origin', async () => {
    const redirectUrl = 'https://api.intercom.io/moved';
    const mock = mockFetch({ body: listBody(['1']), redirectUrl });
    const result = start(mock);
    await pass();
    expect(result.state).toBe('complete');
  });

  it('should be refused, once, where it came from another origin', async () => {
    const answer = { body: listBody(['1']), redirectUrl: 'https://evil.example/conversations' };
    const mock = mockFetch(...Array<object>(6).fill(answer));
    const result = start(mock);
    await pass(HOUR);
    expect(result.values).toStrictEqual([]);
    expect(result.error).toBeInstanceOf(HttpError);
    expect(result.error).toMatchObject({
      status: 200,
      message: `Request failed with status 200 (redirect to https://evil.example refused): GET ${FIRST}`,
    });
    expect(mock.urls()).toStrictEqual([FIRST]);
  });

  it('should be welcome where it does not say where it came from', async () => {
    const response = {
      status: 200,
      url: '',
      headers: new Headers(),
      text: () => Promise.resolve(JSON.stringify(listBody(['1']))),
    };
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch: () => Promise.resolve(response) }),
    );
    await pass();
    expect(result.state).toBe('complete');
  });
});
