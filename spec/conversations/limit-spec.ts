import { describe, expect, it } from '@jest/globals';
import { delay, concatMap, of } from 'rxjs';
import { conversationPages$, conversations$, type Fetch } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { sizes } from '../helpers/sizes.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** A server that sends pages of its own size, whatever was asked for. */
function stubborn(size: number, pages: number): { fetch: Fetch; urls: string[] } {
  const urls: string[] = [];
  const fetch: Fetch = (url) => {
    urls.push(url);
    const page = Number(new URL(url).searchParams.get('starting_after') ?? 0);
    const ids = Array.from({ length: size }, (_, index) => String(page * size + index));
    const next = page === pages - 1 ? undefined : String(page + 1);
    return Promise.resolve(new Response(JSON.stringify(listBody(ids, next))));
  };
  return { fetch, urls };
}

function count(length: number): readonly string[] {
  return Array.from({ length }, (_, index) => String(index));
}

describe.each([false, true])('limit, with prefetch: %s', (prefetch) => {
  it.each([
    [5, 20, [5]],
    [10, 10, [10]],
    [25, 10, [10, 10, 5]],
  ])(
    'should ask for %i more behind a page, of %i a page, in %j',
    async (limit, perPage, expected) => {
      const intercom = createTestIntercom({ conversations: 300, latency: 10 });
      const options = { ...optionsFor(intercom), perPage, prefetch };
      const [first] = (await runToEnd(conversationPages$({ ...options, limit: 1 }))).values;
      const before = intercom.requests.length;
      const resumeFrom = first?.checkpoint;
      const { values } = await runToEnd(conversations$({ ...options, limit, resumeFrom }));
      expect(ids(values)).toEqual(ids(intercom.conversations.slice(1, 1 + limit)));
      expect(sizes(intercom).slice(before)).toEqual(expected);
    },
  );

  it.each([
    [5, 20, [5]],
    [1, 20, [1]],
    [20, 20, [20]],
    [21, 20, [20, 1]],
    [40, 20, [20, 20]],
    [45, 20, [20, 20, 5]],
    [150, 150, [150]],
    [151, 150, [150, 1]],
    [3, 1, [1, 1, 1]],
    [7, 3, [3, 3, 1]],
  ])('should ask for %i of %i a page in pages of %j', async (limit, perPage, expected) => {
    const intercom = createTestIntercom({ conversations: 300, latency: 10 });
    const options = { ...optionsFor(intercom), limit, perPage, prefetch };
    const { values, error } = await runToEnd(conversations$(options));
    await pass(60_000);
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, limit)));
    expect(sizes(intercom)).toEqual(expected);
    expect(intercom.requests.map(({ state }) => state)).not.toContain('aborted');
  });

  it.each([
    [100, 45, [20, 20, 20]],
    [60, 45, [20, 20, 20]],
    [45, 45, [20, 20, 5]],
    [1, 0, [1]],
    [Number.MAX_SAFE_INTEGER, 45, [20, 20, 20]],
  ])(
    'should end a limit of %i with the workspace of %i',
    async (limit, conversations, expected) => {
      const intercom = createTestIntercom({ conversations, latency: 10 });
      const options = { ...optionsFor(intercom), limit, prefetch };
      const { values, error } = await runToEnd(conversations$(options));
      expect(error).toBeUndefined();
      expect(ids(values)).toEqual(ids(intercom.conversations));
      expect(sizes(intercom)).toEqual(expected);
    },
  );

  it.each([
    [45, [20, 20, 5], [20, 20, 5]],
    [5, [5], [5]],
    [40, [20, 20], [20, 20]],
  ])('should cut the pages, too: %i into %j', async (limit, lengths, perPage) => {
    const intercom = createTestIntercom({ conversations: 300 });
    const options = { ...optionsFor(intercom), limit, prefetch };
    const { values } = await runToEnd(conversationPages$(options));
    expect(values.map(({ conversations }) => conversations.length)).toEqual(lengths);
    expect(values.map((page) => page.perPage)).toEqual(perPage);
    expect(values.map(({ number }) => number)).toEqual(lengths.map((_, index) => index + 1));
  });

  it('should complete right after the last one', async () => {
    const intercom = createTestIntercom({ conversations: 300 });
    const options = { ...optionsFor(intercom), limit: 25, prefetch };
    const result = collect(conversations$(options));
    const lengths: string[] = [];
    const pages = collect(conversationPages$(options), () => {
      lengths.push(pages.state);
    });
    await pass(20);
    expect(result.state).toBe('complete');
    expect(result.values).toHaveLength(25);
    expect(pages.state).toBe('complete');
    expect(lengths).toEqual(['open', 'open']);
  });

  it('should be kept where the server ignores per_page', async () => {
    const { fetch, urls } = stubborn(50, 10);
    const options = { token: 'test-token', fetch, limit: 70, prefetch };
    const { values } = await runToEnd(conversations$(options));
    await pass(60_000);
    expect(values.map(({ id }) => id)).toEqual(count(70));
    expect(urls).toHaveLength(2);
  });

  it('should be kept where the server gives less than it was asked for', async () => {
    const { fetch, urls } = stubborn(3, 10);
    const options = { token: 'test-token', fetch, limit: 10, prefetch };
    const { values, error } = await runToEnd(conversations$(options));
    await pass(60_000);
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id)).toEqual(count(10));
    expect(urls).toHaveLength(4);
  });

  it('should get on past short and empty pages', async () => {
    const lengths = [0, 20, 0, 3, 20, 0, 20, 20];
    const urls: string[] = [];
    const fetch: Fetch = (url) => {
      urls.push(url);
      const page = Number(new URL(url).searchParams.get('starting_after') ?? 0);
      const first = lengths.slice(0, page).reduce((sum, length) => sum + length, 0);
      const ids = Array.from({ length: lengths[page] ?? 0 }, (_, index) => String(first + index));
      const body = listBody(ids, String(page + 1));
      return Promise.resolve(new Response(JSON.stringify(body)));
    };
    const options = { token: 'test-token', fetch, limit: 50, prefetch };
    const { values } = await runToEnd(conversations$(options));
    expect(values.map(({ id }) => id)).toEqual(count(50));
    expect(urls.length).toBeLessThanOrEqual(7);
  });

  it.each([
    [5, [5]],
    [20, [20]],
    [25, [20, 20]],
    [41, [20, 20, 20]],
  ])('should keep the page size of URLs as cursors: %i in pages of %j', async (limit, expected) => {
    const intercom = createTestIntercom({ conversations: 300 });
    const options = { ...optionsFor(intercom), limit, prefetch, version: '2.5' };
    const { values } = await runToEnd(conversations$(options));
    await pass(60_000);
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, limit)));
    expect(sizes(intercom)).toEqual(expected);
  });

  it('should count from startingAfter', async () => {
    const intercom = createTestIntercom({ conversations: 300 });
    const first = await runToEnd(conversationPages$({ ...optionsFor(intercom), limit: 7 }));
    const startingAfter = first.values[0]?.next ?? undefined;
    const options = { ...optionsFor(intercom), limit: 30, startingAfter, prefetch };
    const { values } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(7, 37)));
  });

  it('should let the last page name where to go on', async () => {
    const intercom = createTestIntercom({ conversations: 300 });
    const options = { ...optionsFor(intercom), limit: 25, prefetch };
    const { values } = await runToEnd(conversationPages$(options));
    const startingAfter = values.at(-1)?.next ?? undefined;
    const rest = await runToEnd(
      conversations$({ ...optionsFor(intercom), startingAfter, limit: 10 }),
    );
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(25, 35)));
  });

  it('should be the same behind a slow consumer', async () => {
    const intercom = createTestIntercom({ conversations: 300, latency: 10 });
    const slow$ = conversations$({ ...optionsFor(intercom), limit: 50, prefetch }).pipe(
      concatMap((conversation) => of(conversation).pipe(delay(10))),
    );
    const { values } = await runToEnd(slow$);
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 50)));
    expect(sizes(intercom)).toEqual([20, 20, 10]);
  });

  it('should count each subscription for itself', async () => {
    const intercom = createTestIntercom({ conversations: 300 });
    const result$ = conversations$({ ...optionsFor(intercom), limit: 25, prefetch });
    const first = await runToEnd(result$);
    const second = await runToEnd(result$);
    expect(second.values).toEqual(first.values);
    expect(second.values).toHaveLength(25);
  });
});

describe('limit', () => {
  it('should be none where it is undefined', async () => {
    const intercom = createTestIntercom({ conversations: 45 });
    const { values } = await runToEnd(
      conversations$({ ...optionsFor(intercom), limit: undefined }),
    );
    expect(values).toHaveLength(45);
    expect(sizes(intercom)).toEqual([20, 20, 20]);
  });
});
