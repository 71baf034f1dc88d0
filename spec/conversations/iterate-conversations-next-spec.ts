import { describe, expect, it } from '@jest/globals';
import type { SchedulerLike } from 'rxjs';
import {
  iterateConversations,
  type Conversation,
  type ConversationsOptions,
  type RateLimiter,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { pullAll, settle } from '../helpers/pull.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('next() of iterateConversations', () => {
  it('should be what requests the first page', async () => {
    const intercom = createTestIntercom({ conversations: 40 });
    const iterator = iterateConversations(optionsFor(intercom));
    const same = iterator[Symbol.asyncIterator]();
    await pass(60_000);
    expect(same).toBe(iterator);
    expect(intercom.requests).toHaveLength(0);
    const first = iterator.next();
    expect(intercom.requests).toHaveLength(1);
    expect(await settle(first)).toEqual({ value: intercom.conversations[0], done: false });
    await iterator.return?.();
  });

  it('should stay done after the end', async () => {
    const intercom = createTestIntercom({ conversations: 3 });
    const iterator = iterateConversations(optionsFor(intercom));
    const { values } = await settle(pullAll(iterator));
    expect(values).toHaveLength(3);
    for (let call = 0; call < 3; call += 1) {
      expect(await settle(iterator.next())).toEqual({ value: undefined, done: true });
    }
    expect(intercom.requests).toHaveLength(1);
  });

  it('should serve parallel calls in order, from one request a page', async () => {
    const intercom = createTestIntercom({ conversations: 50, latency: 100 });
    const iterator = iterateConversations(optionsFor(intercom));
    const order: number[] = [];
    const calls = Array.from({ length: 53 }, async (_, index) => {
      const result = await iterator.next();
      order.push(index);
      return result;
    });
    await pass(99);
    expect(intercom.requests).toHaveLength(1);
    const results = await settle(Promise.all(calls));
    expect(results.slice(0, 50).map(({ value }): unknown => value)).toEqual(intercom.conversations);
    expect(results.map(({ done }) => done)).toEqual(
      Array.from({ length: 53 }, (_, index) => index >= 50),
    );
    expect(order).toEqual(Array.from({ length: 53 }, (_, index) => index));
    expect(intercom.requests).toHaveLength(3);
    expect(new Set(intercom.requests.map(({ url }) => url)).size).toBe(3);
  });

  it('should begin one walk also where the token function calls it', async () => {
    const intercom = createTestIntercom({ conversations: 50 });
    const calls: Promise<IteratorResult<Conversation>>[] = [];
    const token = (): string => {
      if (calls.length === 0) calls.push(iterator.next());
      return 'test-token';
    };
    const iterator = iterateConversations({ ...optionsFor(intercom), token });
    calls.unshift(iterator.next());
    await pass();
    const first = (await Promise.all(calls)).map(({ value }) => value as Conversation);
    const rest = await settle(pullAll(iterator));
    expect(ids([...first, ...rest.values])).toEqual(ids(intercom.conversations));
    expect(intercom.requests).toHaveLength(3);
  });

  it('should not ask for the next page for calls that the page in hand answers', async () => {
    const intercom = createTestIntercom({ conversations: 50, latency: 100 });
    const iterator = iterateConversations(optionsFor(intercom));
    const calls = Array.from({ length: 20 }, () => iterator.next());
    await settle(Promise.all(calls));
    await pass(60_000);
    expect(intercom.requests).toHaveLength(1);
    const next = iterator.next();
    expect(intercom.requests).toHaveLength(2);
    expect((await settle(next)).value).toEqual(intercom.conversations[20]);
    await iterator.return?.();
  });

  it.each<Partial<ConversationsOptions>>([
    {},
    { prefetch: true },
    { limit: 75 },
    { limit: 75, prefetch: true },
    { limit: 41, perPage: 7 },
    { version: '2.5' },
  ])('should ask for the page again that failed, nothing lost or doubled: %j', async (options) => {
    const failing = new Set([1, 3, 4, 7]);
    const intercom = createTestIntercom({
      conversations: 110,
      latency: 10,
      rateLimit: null,
      fault: ({ number }) => (failing.has(number) ? { status: 500 } : undefined),
    });
    const config = { ...optionsFor(intercom), retry: false, ...options } as const;
    const { values, errors } = await settle(pullAll(iterateConversations(config)));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, options.limit)));
    expect(errors).toHaveLength(
      intercom.requests.filter(({ state, status }) => state === 'answered' && status === 500)
        .length,
    );
    expect(errors.length).toBeGreaterThan(2);
    const failed = intercom.requests.filter(({ status }) => status === 500);
    for (const { number, url } of failed) {
      const again = intercom.requests.slice(number).some((request) => request.url === url);
      expect({ number, again }).toEqual({ number, again: true });
    }
  });

  it('should begin after startingAfter, also after a failure', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { value: first } = await settle(loopPage(intercom));
    let broken = 2;
    const fetch: ConversationsOptions['fetch'] = (url, init) => {
      broken -= 1;
      return broken >= 0 ? Promise.reject(new TypeError('no network')) : intercom.fetch(url, init);
    };
    const before = intercom.requests.length;
    const options = { ...optionsFor(intercom), fetch, retry: false as const };
    const iterator = iterateConversations({ ...options, startingAfter: first, limit: 30 });
    const { values, errors } = await settle(pullAll(iterator));
    expect(errors).toMatchObject([
      { kind: 'network', startingAfter: first },
      { kind: 'network', startingAfter: first },
    ]);
    expect(values).toEqual(intercom.conversations.slice(20, 50));
    expect(intercom.requests.slice(before).map(({ perPage }) => perPage)).toEqual([20, 10]);
  });

  it('should reject all calls that wait for a page that fails, and serve the later ones', async () => {
    const intercom = createTestIntercom({
      conversations: 30,
      latency: 100,
      fault: ({ number }) => (number === 1 ? { status: 500 } : undefined),
    });
    const iterator = iterateConversations({ ...optionsFor(intercom), retry: false });
    const calls = Promise.allSettled([iterator.next(), iterator.next()]);
    const results = await settle(calls);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const { values, errors } = await settle(pullAll(iterator));
    expect(values).toEqual(intercom.conversations);
    expect(errors).toEqual([]);
    expect(intercom.requests).toHaveLength(3);
  });

  it('should give nothing twice where the list leads in a circle, however often it is asked', async () => {
    const next: Record<string, string> = { top: 'a', a: 'b', b: 'a' };
    const fetch: ConversationsOptions['fetch'] = (url) => {
      const page = new URL(url).searchParams.get('starting_after') ?? 'top';
      const pages = { next: { starting_after: next[page] } };
      const conversations = [{ type: 'conversation', id: page }];
      return Promise.resolve(new Response(JSON.stringify({ conversations, pages })));
    };
    const iterator = iterateConversations({ token: 'test-token', fetch });
    const seen: string[] = [];
    const kinds = new Set<string>();
    for (let call = 0; call < 10; call += 1) {
      try {
        const result = await settle(iterator.next());
        seen.push(result.done === true ? 'end' : result.value.id);
      } catch (error) {
        kinds.add((error as { kind: string }).kind);
      }
    }
    await iterator.return?.();
    expect(kinds).toEqual(new Set(['pagination-stalled']));
    expect(seen.filter((id) => id === 'a')).toEqual(['a']);
  });

  it('should know after a failure what the rate limit was', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      rateLimit: { limit: 2, window: 600_000 },
    });
    const iterator = iterateConversations(optionsFor(intercom));
    for (let call = 0; call < 40; call += 1) await settle(iterator.next());
    await expect(settle(iterator.next())).rejects.toMatchObject({ kind: 'rate-limit' });
    expect(intercom.requests).toHaveLength(2);
    await expect(settle(iterator.next())).rejects.toMatchObject({ kind: 'rate-limit' });
    expect(intercom.requests).toHaveLength(2);
    await pass(600_000);
    expect((await settle(iterator.next())).value).toEqual(intercom.conversations[40]);
    await iterator.return?.();
  });

  it('should go on with the retries of a page by itself', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) => (number === 2 ? { status: 503 } : undefined),
    });
    const { values, errors } = await settle(pullAll(iterateConversations(optionsFor(intercom))));
    expect(values).toEqual(intercom.conversations);
    expect(errors).toEqual([]);
    expect(intercom.requests).toHaveLength(4);
  });

  it.each([
    ['perPage', { perPage: 0 }],
    ['limit', { limit: 0 }],
    ['token', { token: '' }],
    ['scheduler', { scheduler: {} as SchedulerLike }],
    ['scheduler', { scheduler: null as unknown as SchedulerLike }],
    ['rateLimiter', { rateLimiter: null as unknown as RateLimiter }],
  ] as const)('should reject, each time, for an invalid %s', async (field, bad) => {
    const intercom = createTestIntercom();
    const iterator = iterateConversations({ ...optionsFor(intercom), ...bad });
    const expected = { kind: 'invalid-options', field };
    await expect(iterator.next()).rejects.toMatchObject(expected);
    await expect(iterator.next()).rejects.toMatchObject(expected);
    expect(intercom.requests).toHaveLength(0);
  });

  it('should reject for no options at all', async () => {
    const iterator = iterateConversations(undefined as unknown as ConversationsOptions);
    await expect(iterator.next()).rejects.toMatchObject({
      kind: 'invalid-options',
      field: 'options',
    });
  });
});

/** The cursor behind the first page. */
async function loopPage(intercom: TestIntercom): Promise<{ readonly value: string }> {
  const response = await intercom.fetch('https://api.intercom.io/conversations?per_page=20', {
    headers: { Authorization: 'Bearer test-token' },
  });
  const body = (await response.json()) as {
    readonly pages: { readonly next: { readonly starting_after: string } };
  };
  return { value: body.pages.next.starting_after };
}
