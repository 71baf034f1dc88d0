import { describe, expect, it, jest } from '@jest/globals';
import { merge } from 'rxjs';
import { createRateLimiter, deletedConversations$, type StreamEvent } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { deletion, deletionPage, deletions, deletionServer } from '../helpers/deletion-list.ts';
import { mockFetch, silence } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { FIRST_OF_TWO, OPTIONS, urlOf } from './first-of-two.ts';

useVirtualTimeStrictly();

describe('a failure', () => {
  it('should repeat its page only, and tell', async () => {
    const events: StreamEvent[] = [];
    const { fetch, urls } = mockFetch(FIRST_OF_TWO, 504, deletionPage([deletion('8', 80)]));
    const options = { ...OPTIONS, fetch, events: { next: (one: StreamEvent) => events.push(one) } };
    const { values } = await runToEnd(deletedConversations$(options));
    expect(ids(values)).toEqual(['9', '8']);
    expect(urls()).toEqual([urlOf(1), urlOf(2), urlOf(2)]);
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['request', 'response', 'page'],
      ...['request', 'response', 'retry', 'request', 'response', 'page'],
    ]);
    expect(events.at(-1)).toMatchObject({
      pass: 0,
      number: 2,
      conversations: 1,
      duplicates: 0,
      totalCount: null,
      isOrdered: true,
    });
  });

  it('should come after the rows before it, and name its page', async () => {
    const { fetch } = mockFetch(FIRST_OF_TWO, 503);
    const options = { ...OPTIONS, fetch, retry: false } as const;
    const { values, error } = await runToEnd(deletedConversations$(options));
    expect(ids(values)).toEqual(['9']);
    expect(error).toMatchObject({
      kind: 'http',
      status: 503,
      request: { url: urlOf(2) },
      startingAfter: undefined,
      checkpoint: null,
    });
  });

  it.each<[string, object]>([
    ['no list', { type: 'conversations.list', pages: {} }],
    ['a list of texts', { conversations: ['17'], pages: {} }],
    ['a next that cannot be understood', deletionPage([], { next: 3 })],
  ])('should be a body with %s', async (_, body) => {
    const { fetch } = mockFetch({ body });
    const options = { ...OPTIONS, fetch, retry: false } as const;
    const { values, error } = await runToEnd(deletedConversations$(options));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ kind: 'decode' });
  });

  it('should be a bad option of the client, before any request', () => {
    const { error } = collect(deletedConversations$({ ...OPTIONS, token: '' }));
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'token' });
  });
});

describe('the end of a subscription', () => {
  it('should abort the request', async () => {
    const { fetch, signal } = mockFetch(silence());
    const result = collect(deletedConversations$({ ...OPTIONS, fetch }));
    await pass();
    result.unsubscribe();
    expect(signal().aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should be an AbortError when the signal is aborted while a page is on its way', async () => {
    const controller = new AbortController();
    const { fetch } = mockFetch(FIRST_OF_TWO, silence());
    const options = { ...OPTIONS, fetch, signal: controller.signal };
    const result = collect(deletedConversations$(options));
    await pass();
    controller.abort('enough');
    expect(ids(result.values)).toEqual(['9']);
    expect(result.error).toMatchObject({
      kind: 'abort',
      cause: 'enough',
      request: { url: urlOf(2) },
      startingAfter: undefined,
      checkpoint: null,
    });
  });

  it('should be an AbortError inside a page, too', async () => {
    const controller = new AbortController();
    const { fetch, pages } = deletionServer(deletions(200));
    const options = { ...OPTIONS, fetch, signal: controller.signal };
    const result = collect(deletedConversations$(options), ({ id }) => {
      if (id === '197') controller.abort();
    });
    await pass();
    expect(ids(result.values)).toEqual(['200', '199', '198', '197']);
    expect(result.error).toMatchObject({ kind: 'abort' });
    expect(pages).toEqual([1]);
  });
});

describe('the rate limiter', () => {
  it('should be shared with other streams', async () => {
    const intercom = createTestIntercom({
      deleted: deletions(200),
      rateLimit: { limit: 3, window: 10_000 },
    });
    const rateLimiter = createRateLimiter();
    const options = { ...optionsFor(intercom), version: 'Preview', rateLimiter };
    const both$ = merge(deletedConversations$(options), deletedConversations$(options));
    const { values, elapsed } = await runToEnd(both$);
    expect(values).toHaveLength(400);
    expect(intercom.requests.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(elapsed).toBeGreaterThanOrEqual(20_000);
  });
});
