import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { listeners } from './listeners.ts';

useVirtualTime();

describe('the listener on the signal', () => {
  it('should be one for each subscription, however many pages and retries', async () => {
    const controller = new AbortController();
    const add = jest.spyOn(controller.signal, 'addEventListener');
    const { fetch } = mockFetch(
      listBody(['1'], 'b'),
      500,
      listBody(['2'], 'c'),
      listBody(['3']),
      silence(),
    );
    const source = conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal });
    expect(add).not.toHaveBeenCalled();
    const first = collect(source);
    expect(listeners(controller)).toBe(1);
    await pass(HOUR);
    expect(first.state).toBe('complete');
    expect(add).toHaveBeenCalledTimes(1);
    collect(source);
    expect(add).toHaveBeenCalledTimes(2);
    expect(listeners(controller)).toBe(1);
  });

  it.each<[string, RouteResponse]>([
    ['completes', listBody(['1'])],
    ['fails', 404],
  ])('should be removed when the stream %s', async (_, answer) => {
    const controller = new AbortController();
    const { fetch } = mockFetch(answer);
    collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    expect(listeners(controller)).toBe(1);
    await pass();
    expect(listeners(controller)).toBe(0);
  });

  it('should be removed when unsubscribed', () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(silence());
    const { signal } = controller;
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, signal }));
    expect(listeners(controller)).toBe(1);
    result.unsubscribe();
    expect(listeners(controller)).toBe(0);
  });

  it('should not be handed to fetch, whose own listeners come and go', async () => {
    const controller = new AbortController();
    const { fetch, signal } = mockFetch(silence());
    collect(conversations$({ token: 'tk-7f3a', fetch, signal: controller.signal }));
    await pass();
    expect(signal()).not.toBe(controller.signal);
  });
});
