import { describe, expect, it, jest } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { Observable } from 'rxjs';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { scripted } from './scripted.ts';

useVirtualTime();

describe('a subscriber that has ended before', () => {
  it('should ask for nothing and leave no timer behind', async () => {
    const token = jest.fn(() => 'tk-7f3a');
    const { fetch, urls } = mockFetch(listBody(['1']));
    const { rateLimiter, asked } = scripted(() => 0);
    const ended = new Observable((subscriber) => {
      subscriber.unsubscribe();
      conversations$({ token, fetch, rateLimiter }).subscribe(subscriber);
    });
    collect(ended);
    await pass();
    expect([token.mock.calls, urls(), asked(), jest.getTimerCount()]).toEqual([[], [], 0, 0]);
  });
});

describe('an end of its own', () => {
  it.each<[string, RouteResponse]>([
    ['completion', listBody(['1'])],
    ['a refusal', 404],
    ['a stalled walk', listBody(['1'], 'a')],
  ])('should leave no timer behind: %s', async (_, answer) => {
    const { fetch } = mockFetch(answer);
    const options = { token: 'tk-7f3a', fetch, startingAfter: 'a' };
    const result = collect(conversations$(options));
    await pass();
    expect(result.state).not.toBe('open');
    expect(jest.getTimerCount()).toBe(0);
  });
});
