import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastValueFrom, take, toArray, type Observable } from 'rxjs';
import { conversationPages$, conversations$, type Fetch } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// Hundreds of walks take seconds on a busy machine.
usePropertyTime(30_000);

function collect<T>(source: Observable<T>): Promise<T[]> {
  return lastValueFrom(source.pipe(toArray()));
}

/** An API that cuts its list into just these pages, however many were asked for. */
function pagesOf(sizes: readonly number[]): {
  fetch: Fetch;
  ids: string[];
  requests: () => number;
} {
  let first = 0;
  const pages = sizes.map((size) => {
    const ids = Array.from({ length: size }, (_, index) => String(first + index));
    first += size;
    return ids;
  });
  let requests = 0;
  const fetch: Fetch = (url) => {
    requests += 1;
    const index = Number(new URL(url).searchParams.get('starting_after') ?? 0);
    const last = index >= pages.length - 1;
    const body = {
      type: 'conversation.list',
      pages: { type: 'pages', ...(last ? {} : { next: { starting_after: String(index + 1) } }) },
      conversations: (pages[index] ?? []).map((id) => ({ type: 'conversation', id })),
    };
    return Promise.resolve(new Response(JSON.stringify(body)));
  };
  return { fetch, ids: pages.flat(), requests: () => requests };
}

const sizes = fc.array(fc.nat(7), { minLength: 1, maxLength: 25 });

describe('any split of a list into pages', () => {
  it('should give the same conversations, once each, in order', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (split) => {
        const { fetch, ids, requests } = pagesOf(split);
        const got = await collect(conversations$({ token: 'test-token', fetch }));
        expect(got.map(({ id }) => id)).toEqual(ids);
        expect(requests()).toBe(split.length);
      }),
    );
  });

  it('should give take(n) just the requests its conversations need', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 60 }), async (split, n) => {
        const { fetch, ids, requests } = pagesOf(split);
        const got = await collect(conversations$({ token: 'test-token', fetch }).pipe(take(n)));
        expect(got.map(({ id }) => id)).toEqual(ids.slice(0, n));
        let needed = 0;
        for (let sum = 0; needed < split.length && sum < n; needed += 1) sum += split[needed] ?? 0;
        expect(requests()).toBe(needed);
      }),
    );
  });

  it('should be resumed behind any page without a gap or a repetition', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (split, pick) => {
        const { fetch, ids } = pagesOf(split);
        const pages = await collect(conversationPages$({ token: 'test-token', fetch }));
        const page = pages[pick % pages.length];
        const before = pages.slice(0, (pick % pages.length) + 1).flatMap((p) => p.conversations);
        const options = { token: 'test-token', fetch, startingAfter: page?.next ?? undefined };
        const after = page?.next == null ? [] : await collect(conversations$(options));
        expect([...before, ...after].map(({ id }) => id)).toEqual(ids);
      }),
    );
  });
});

describe('any page size over a generated workspace', () => {
  it('should give what the workspace holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ seed: fc.nat(), size: fc.nat(300), perPage: fc.integer({ min: 1, max: 150 }) }),
        async ({ seed, size, perPage }) => {
          const intercom = createTestIntercom({ seed, conversations: size, rateLimit: null });
          const options = { token: 'test-token', fetch: intercom.fetch, perPage };
          const got = await collect(conversations$(options));
          // Compared as text, because object by object takes longer than the walk.
          expect(JSON.stringify(got)).toBe(JSON.stringify(intercom.conversations));
          expect(intercom.requests).toHaveLength(Math.max(1, Math.ceil(size / perPage)));
        },
      ),
      { numRuns: 40 },
    );
  });
});
