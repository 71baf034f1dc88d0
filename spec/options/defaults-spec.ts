import { describe, expect, it } from '@jest/globals';
import { conversations$, type ConversationsOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { FIRST, after } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

describe('options that are left out', () => {
  it('should be the defaults where they are undefined', async () => {
    const { fetch, urls, mock, times } = mockFetch(500, listBody(['1']));
    const options: Required<ConversationsOptions> = {
      token: 'tk-7f3a',
      region: undefined,
      baseUrl: undefined,
      version: undefined,
      query: undefined,
      sort: undefined,
      perPage: undefined,
      adaptivePageSize: undefined,
      startingAfter: undefined,
      resumeFrom: undefined,
      limit: undefined,
      prefetch: undefined,
      catchUp: undefined,
      requireOrder: undefined,
      lookBack: undefined,
      onComplete: undefined,
      events: undefined,
      fetch,
      signal: undefined,
      timeout: undefined,
      maxBodySize: undefined,
      retry: undefined,
      rateLimiter: undefined,
      scheduler: undefined,
      random: undefined,
    };
    const result = collect(conversations$(options));
    await pass(1_000);
    expect(result.state).toBe('complete');
    expect(urls()).toStrictEqual([FIRST, FIRST]);
    expect(times()[1]).toBeLessThanOrEqual(1_000);
    expect(mock.callHistory.lastCall()?.options.headers).toMatchObject({
      'intercom-version': '2.7',
    });
  });
});

describe('options', () => {
  it('should be read at each subscription', async () => {
    const { fetch, urls } = mockFetch(listBody(['1']), listBody(['2']));
    const options = { token: 'tk-7f3a', fetch, startingAfter: 'a' };
    const source = conversations$(options);
    collect(source);
    await pass();
    options.startingAfter = 'b';
    collect(source);
    await pass();
    expect(urls()).toStrictEqual([after('a'), after('b')]);
  });
});
