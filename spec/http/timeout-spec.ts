import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { TimeoutError, conversations$, isIntercomError } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence, stalledBody } from '../helpers/mock-fetch.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('timeout', () => {
  it.each<[string, RouteResponse]>([
    ['headers that do not come', silence()],
    ['a body that stalls', stalledBody()],
  ])('should end %s', async (_, answer) => {
    const { fetch, signal } = mockFetch(answer);
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(4_999);
    expect(result.state).toBe('open');
    expect(signal().aborted).toBe(false);
    await pass(1);
    expect(signal().aborted).toBe(true);
    expect(result.error).toBeInstanceOf(TimeoutError);
    expect(result.error).toMatchObject({
      name: 'TimeoutError',
      kind: 'timeout',
      timeout: 5_000,
      message: `Request timed out after 5000 ms: GET ${FIRST}`,
      request: { method: 'GET', url: FIRST },
      attempts: 1,
      startingAfter: undefined,
    });
    expect(isIntercomError(result.error)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should cover headers and body together', async () => {
    const { fetch, mock } = mockFetch();
    mock.anyOnce(stalledBody(), { delay: 4_000 });
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(5_000);
    expect(result.error).toMatchObject({ kind: 'timeout' });
  });

  it('should end the body of a refusal, whose status says enough', async () => {
    const { fetch, mock } = mockFetch();
    mock.anyOnce(new Response(new ReadableStream(), { status: 503 }), { delay: 4_000 });
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(5_000);
    expect(result.error).toMatchObject({ kind: 'http', status: 503 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should cover the requests that a redirect leads to', async () => {
    const moved = { status: 307, headers: { Location: '/moved' } };
    const { fetch, urls } = mockFetch(moved, moved, silence());
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(4_999);
    expect(urls()).toHaveLength(3);
    expect(result.state).toBe('open');
    await pass(1);
    expect(result.error).toMatchObject({ kind: 'timeout' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should cover a token that does not come', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']));
    const token = (): Promise<string> => new Promise(() => undefined);
    const result = collect(conversations$({ token, fetch, timeout: 5_000, retry: false }));
    await pass(5_000);
    expect(result.error).toMatchObject({ kind: 'timeout' });
    expect(urls()).toStrictEqual([]);
  });

  it('should be a minute by default', async () => {
    const { fetch } = mockFetch(silence());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass(59_999);
    expect(result.state).toBe('open');
    await pass(1);
    expect(result.error).toMatchObject({ kind: 'timeout', timeout: 60_000 });
  });

  it('should begin anew with each attempt', async () => {
    const { fetch, mock, times } = mockFetch(silence(), stalledBody());
    mock.anyOnce(listBody(['1']), { delay: 4_999 });
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: { jitter: 0 } }),
    );
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 6_000, 13_000]);
  });

  it('should begin anew with each page', async () => {
    const { fetch, mock, times } = mockFetch();
    mock
      .anyOnce(listBody(['1'], 'b'), { delay: 4_000 })
      .anyOnce(listBody(['2'], 'c'), { delay: 4_000 })
      .anyOnce(listBody(['3']), { delay: 4_000 });
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(HOUR);
    expect(result.state).toBe('complete');
    expect(times()).toStrictEqual([0, 4_000, 8_000]);
  });

  it('should not count the wait before the request', async () => {
    const headers = {
      Date: new Date(NOW).toUTCString(),
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(NOW / 1000 + 60),
    };
    const { fetch, mock } = mockFetch({ body: listBody(['1'], 'b'), headers });
    mock.anyOnce(listBody(['2']), { delay: 4_999 });
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
    );
    await pass(HOUR);
    expect(result.state).toBe('complete');
  });

  it('should not count what the consumer does with a page', async () => {
    const { fetch } = mockFetch(listBody(['1', '2'], 'b'), listBody(['3']));
    const result = collect(
      conversations$({ token: 'tk-7f3a', fetch, timeout: 5_000, retry: false }),
      () => {
        jest.setSystemTime(Date.now() + 60_000);
      },
    );
    await pass();
    expect(result.state).toBe('complete');
  });

  it.each<[string, RouteResponse]>([
    ['a success', listBody(['1'])],
    ['a refusal', 404],
    ['an unreadable body', 'x'],
    ['a network failure', { throws: new TypeError('fetch failed') }],
  ])('should be cleared after %s', async (_, answer) => {
    const { fetch } = mockFetch(answer);
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    expect(jest.getTimerCount()).toBe(1);
    await pass();
    expect(result.state).not.toBe('open');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should name the page that timed out', async () => {
    const { fetch } = mockFetch(listBody(['1'], 'b'), silence());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false }));
    await pass(HOUR);
    expect(result.values).toHaveLength(1);
    expect(result.error).toMatchObject({
      startingAfter: 'b',
      request: { method: 'GET', url: after('b') },
    });
  });
});
