import { getEventListeners } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import {
  AbortError,
  conversationPages$,
  conversations$,
  isIntercomError,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence, stalledBody } from '../helpers/mock-fetch.ts';
import { limits } from '../helpers/rate-limited.ts';
import { HOUR, NOW, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { listeners } from './listeners.ts';

useVirtualTime();

const exhausted = limits(0, NOW + 60_000);

describe('aborting the signal', () => {
  it('should be an AbortError with the reason as its cause', async () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(silence());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass();
    const reason = { why: 'tab closed' };
    controller.abort(reason);
    expect(result.error).toBeInstanceOf(AbortError);
    expect(result.error).toMatchObject({
      name: 'AbortError',
      kind: 'abort',
      message: `Aborted by the signal: GET ${FIRST}`,
    });
    expect(result.error).toHaveProperty('cause', reason);
    expect((result.error as AbortError).cause).toBe(reason);
    expect(isIntercomError(result.error)).toBe(true);
  });

  it('should keep the platform’s own reason', () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(silence());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    controller.abort();
    expect((result.error as AbortError).cause).toBe(controller.signal.reason);
  });

  it.each([undefined, 'c'])(
    'should fail at once, before any request, where it already is: after %s',
    async (startingAfter) => {
      const { fetch, urls } = mockFetch(listBody(['1']));
      const signal = AbortSignal.abort('too late');
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal, startingAfter }));
      expect(result.error).toMatchObject({
        kind: 'abort',
        cause: 'too late',
        message: 'Aborted by the signal',
        request: null,
        attempts: 0,
        startingAfter,
      });
      await pass(HOUR);
      expect(urls()).toStrictEqual([]);
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    },
  );

  it.each<[string, RouteResponse]>([
    ['before the headers', silence()],
    ['while the body is read', stalledBody()],
  ])('should abort the request in flight %s', async (_, answer) => {
    const controller = new AbortController();
    const { fetch, signal, urls } = mockFetch(listBody(['1'], 'b'), answer, listBody(['2']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass(1_000);
    controller.abort();
    expect(result.error).toMatchObject({
      kind: 'abort',
      attempts: 1,
      startingAfter: 'b',
      request: { method: 'GET', url: after('b') },
    });
    expect(signal().aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
    expect(listeners(controller)).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });

  it.each<[string, RouteResponse, number]>([
    ['a backoff', 500, 1],
    ['a Retry-After', { status: 429, headers: { 'Retry-After': '60' } }, 1],
  ])('should end the wait for %s', async (_, answer, attempts) => {
    const controller = new AbortController();
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), answer, listBody(['2']));
    const result = collect(
      conversations$({
        token: 'tk-7f3a',
        fetch,
        signal: controller.signal,
        retry: { jitter: 0 },
      }),
    );
    await pass(500);
    expect(jest.getTimerCount()).toBe(1);
    controller.abort();
    expect(result.error).toMatchObject({ kind: 'abort', startingAfter: 'b', attempts });
    expect(jest.getTimerCount()).toBe(0);
    expect(listeners(controller)).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });

  it('should end the wait for the reset, and name the page that waits', async () => {
    const controller = new AbortController();
    const { fetch, urls } = mockFetch(
      { body: listBody(['1'], 'b'), headers: exhausted },
      listBody(['2']),
    );
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass(500);
    controller.abort();
    expect(result.error).toMatchObject({ kind: 'abort', startingAfter: 'b', attempts: 0 });
    expect(jest.getTimerCount()).toBe(0);
    await pass(HOUR);
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should say how often the page was asked for', async () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(500, 500, silence());
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass(20_000);
    controller.abort();
    expect(result.error).toMatchObject({ kind: 'abort', attempts: 3 });
  });

  it.each([
    ['first', undefined, ['1'], undefined],
    ['second', 'b', ['1', '2', '3'], 'b'],
  ])(
    'should name the %s page where it was not delivered in full',
    async (_, startingAfter, ids, cursor) => {
      const controller = new AbortController();
      const { fetch, urls } = mockFetch(
        listBody(['1', '2'], 'b'),
        listBody(['3', '4'], 'c'),
        listBody(['5']),
      );
      const result = collect(
        conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }),
        ({ id }) => {
          if (id === ids.at(-1)) controller.abort();
        },
      );
      await pass(HOUR);
      expect(result.values.map(({ id }) => id)).toStrictEqual(ids);
      expect(result.error).toMatchObject({ kind: 'abort', startingAfter: cursor });
      expect(urls()).toHaveLength(startingAfter === undefined ? 1 : 2);
      expect(listeners(controller)).toBe(0);
    },
  );

  it('should name one position: behind the page that its consumer was given', async () => {
    const controller = new AbortController();
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'), listBody(['2'], 'c'), listBody(['3']));
    const result = collect(
      conversationPages$({ token: 'tk-7f3a', fetch, signal: controller.signal }),
      ({ startingAfter }) => {
        if (startingAfter === 'b') controller.abort();
      },
    );
    await pass(HOUR);
    const checkpoint = { cursor: 'c' };
    expect(result.error).toMatchObject({ kind: 'abort', startingAfter: 'c', checkpoint });
    expect(urls()).toStrictEqual([FIRST, after('b')]);
  });

  it('should do nothing after the end', async () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass();
    controller.abort();
    expect(result.state).toBe('complete');
    expect(result.error).toBeUndefined();
  });
});

describe('the request in flight', () => {
  it('should be aborted before the error is notified', async () => {
    const { fetch, signal } = mockFetch(silence());
    const controller = new AbortController();
    const seen: boolean[] = [];
    conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }).subscribe({
      error: () => seen.push(signal().aborted),
    });
    await pass();
    controller.abort();
    expect(seen).toStrictEqual([true]);
  });
});
