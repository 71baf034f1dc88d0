import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import {
  conversationPages$,
  conversations$,
  type Fetch,
  type IntercomError,
} from '../../lib/index.ts';
import { decodeCursor } from '../../lib/testing/cursor.ts';
import {
  createTestIntercom,
  type Fault,
  type TestIntercom,
  type TestRequest,
} from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { sizes } from '../helpers/sizes.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

// A property runs many times.
jest.setTimeout(30_000);

useVirtualTimeStrictly();

/** The place in the list of the first conversation a request asks for. */
function place(intercom: TestIntercom, { startingAfter }: TestRequest): number {
  if (startingAfter === undefined) return 0;
  const { after } = decodeCursor(startingAfter);
  return intercom.conversations.findIndex(({ id }) => id === after.id) + 1;
}

/** A workspace whose pages answer only when their conversations weigh no more than a limit. */
function heavyWorkspace(
  weights: readonly number[],
  limit: number,
  fault: Fault = { status: 504 },
): TestIntercom {
  const intercom: TestIntercom = createTestIntercom({
    conversations: weights.length,
    rateLimit: null,
    latency: 1,
    fault: (request) => {
      const start = place(intercom, request);
      const page = weights.slice(start, start + (request.perPage ?? 20));
      return page.reduce((sum, weight) => sum + weight, 0) > limit ? fault : undefined;
    },
  });
  return intercom;
}

/** Short waits, for walks with many failures. */
const quick = { initialDelay: 1, maxDelay: 1 };

const tooHeavy: [string, Fault][] = [
  ['a 408', { status: 408 }],
  ['a 413', { status: 413 }],
  ['a 524', { status: 524 }],
  ['a 502', { status: 502 }],
  ['a 504', { status: 504 }],
  ['a 502 of HTML', { status: 502, body: '<html>Bad gateway</html>' }],
  ['a 504 without a body', { status: 504, body: '' }],
  ['no answer in time', { hang: 'headers' }],
  ['a body that hangs', { hang: 'body' }],
  ['an answer that is too late', { latency: 5_001 }],
];

const otherwise: [string, Fault][] = [
  ['a 429', { status: 429 }],
  ['a 500', { status: 500 }],
  ['a 503', { status: 503 }],
  ['a 503 of HTML', { status: 503, body: '<html>busy</html>' }],
  ['a reset', { reset: true }],
  ['a truncated body', { truncate: 700 }],
  ['an empty body', { body: '' }],
  ['an error.list under status 200', { status: 200, body: { type: 'error.list', errors: [] } }],
];

/** What may be a page that is too large, when it happens again. */
const again = otherwise.filter(
  ([name]) => !['a 429', 'an error.list under status 200'].includes(name),
);

/** A workspace whose second request fails. */
function second(fault: Fault, conversations = 150): TestIntercom {
  return createTestIntercom({
    conversations,
    rateLimit: null,
    fault: ({ number }) => (number === 2 ? fault : undefined),
  });
}

describe('a page that was too heavy', () => {
  it.each(tooHeavy)('should be asked for in half the size after %s', async (_, fault) => {
    const intercom = second(fault);
    const options = { ...optionsFor(intercom), timeout: 5_000 };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 10, 12, 14, 16, 18, 20, 20, 20]);
    expect(intercom.requests[2]?.startingAfter).toBe(intercom.requests[1]?.startingAfter);
  });

  it.each(otherwise)('should not be what fails with %s', async (_, fault) => {
    const intercom = second(fault);
    const { values, error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20]);
  });

  it.each(again)('should be asked for in half the size after %s, twice', async (_, fault) => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) => (number === 2 || number === 3 ? fault : undefined),
    });
    const { values, error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(error).toBeUndefined();
    expect(values).toEqual(intercom.conversations);
    expect(sizes(intercom).slice(0, 5)).toEqual([20, 20, 20, 10, 12]);
  });

  it('should not be the page behind one that failed once', async () => {
    const intercom = createTestIntercom({
      conversations: 60,
      fault: ({ number }) => (number === 1 || number === 3 ? { status: 500 } : undefined),
    });
    await runToEnd(conversations$(optionsFor(intercom)));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20]);
  });

  it.each(tooHeavy.filter(([name]) => name !== 'a 413'))(
    'should be asked for in its size with adaptivePageSize: false, after %s',
    async (_, fault) => {
      const intercom = second(fault);
      const options = { ...optionsFor(intercom), timeout: 5_000, adaptivePageSize: false };
      const { values, error } = await runToEnd(conversations$(options));
      expect(error).toBeUndefined();
      expect(ids(values)).toEqual(ids(intercom.conversations));
      expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20]);
    },
  );

  it('should be halved again and again, down to 1, which is no retry', async () => {
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ perPage = 20, startingAfter }) =>
        startingAfter === undefined && perPage > 1 ? { status: 504 } : undefined,
    });
    const options = { ...optionsFor(intercom), perPage: 150, retry: { count: 5 } };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    const begin = [150, 75, 37, 18, 9, 4, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 20];
    expect(sizes(intercom).slice(0, begin.length)).toEqual(begin);
  });

  it.each([1, 2, 5])('should be given up at size 1 after %i retries', async (count) => {
    const intercom = createTestIntercom({
      conversations: 300,
      fault: ({ number }) => (number > 1 ? { status: 502 } : undefined),
    });
    const options = { ...optionsFor(intercom), retry: { count } };
    const { values, error } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 20)));
    const expected = [20, 20, 10, 5, 2, ...Array<number>(count + 1).fill(1)];
    expect(sizes(intercom)).toEqual(expected);
    expect(error).toMatchObject({
      kind: 'error-list',
      status: 502,
      attempts: expected.length - 1,
      startingAfter: intercom.requests[1]?.startingAfter,
    });
    expect((error as IntercomError).request?.url).toContain('per_page=1&');
  });

  it('should be given up at once where the page size is 1', async () => {
    const intercom = createTestIntercom({ fault: () => ({ status: 504 }) });
    const { error } = await runToEnd(conversations$({ ...optionsFor(intercom), perPage: 1 }));
    expect(error).toMatchObject({ status: 504, attempts: 6 });
  });

  it('should have its other failures counted all the same', async () => {
    const script = [504, 500, 504, 503, 504, 500];
    const intercom = createTestIntercom({
      fault: ({ number }) => ({ status: script[number - 1] ?? 200 }),
    });
    const options = { ...optionsFor(intercom), retry: { count: 2 } };
    const { error } = await runToEnd(conversations$(options));
    expect(error).toMatchObject({ status: 500, attempts: 6 });
    expect(sizes(intercom)).toEqual([20, 10, 10, 5, 2, 1]);
  });

  it.each([[false], [{ count: 0 }]] as const)(
    'should not be asked for again with retry: %j',
    async (retry) => {
      const intercom = createTestIntercom({ fault: () => ({ status: 504 }) });
      const { error } = await runToEnd(conversations$({ ...optionsFor(intercom), retry }));
      expect(error).toMatchObject({ status: 504, attempts: 1 });
      expect(sizes(intercom)).toEqual([20]);
    },
  );

  it('should be asked for after a backoff, or when the server says', async () => {
    const times: number[] = [];
    const script: readonly Fault[] = [
      { status: 504 },
      { status: 504 },
      { status: 504, headers: { 'retry-after': '7' } },
    ];
    const intercom = createTestIntercom({
      conversations: 2,
      fault: ({ number }) => {
        times.push(Date.now() - NOW);
        return script[number - 1];
      },
    });
    await runToEnd(conversations$(optionsFor(intercom)));
    expect(times).toEqual([0, 500, 1_500, 9_000]);
  });

  it('should be halved from what was asked for, which may be less than a page', async () => {
    const intercom = second({ status: 504 });
    const options = { ...optionsFor(intercom), limit: 25 };
    const { values } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 25)));
    expect(sizes(intercom)).toEqual([20, 5, 2, 3]);
  });

  it('should shrink the pages of its own stream only', async () => {
    const intercom = second({ status: 504 }, 60);
    const pages$ = conversationPages$(optionsFor(intercom));
    await runToEnd(pages$);
    const before = intercom.requests.length;
    await runToEnd(pages$);
    expect(sizes(intercom).slice(before)).toEqual([20, 20, 20]);
  });

  it('should be gone on from in another size where it failed for good', async () => {
    let broken = true;
    const intercom = createTestIntercom({
      conversations: 90,
      fault: ({ number }) => (broken && number > 2 ? { status: 504 } : undefined),
    });
    const first = await runToEnd(conversations$(optionsFor(intercom)));
    broken = false;
    const { checkpoint } = first.error as IntercomError;
    const options = { ...optionsFor(intercom), perPage: 7, resumeFrom: checkpoint ?? undefined };
    const rest = await runToEnd(conversations$(options));
    expect(ids([...first.values, ...rest.values])).toEqual(ids(intercom.conversations));
  });

  it('should leave nothing behind when unsubscribed while waiting to ask again', async () => {
    const intercom = second({ status: 504 });
    const result = collect(conversations$(optionsFor(intercom)));
    await pass(100);
    result.unsubscribe();
    await pass(60_000);
    expect(sizes(intercom)).toEqual([20, 20]);
  });
});

describe('perPage of a page', () => {
  it('should tell the size that was asked for', async () => {
    const intercom = second({ status: 504 });
    const { values } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const asked = sizes(intercom).filter((_, index) => index !== 1);
    expect(values.map(({ perPage }) => perPage)).toEqual(asked);
    expect(values.map(({ conversations }) => conversations.length)).toEqual(asked);
    expect(asked).toEqual([20, 10, 12, 14, 16, 18, 20, 20, 20]);
  });

  it.each([false, true])(
    'should tell it also where the server does not, with prefetch: %s',
    async (prefetch) => {
      const intercom = second({ status: 504 });
      const fetch: Fetch = async (url, init) => {
        const response = await intercom.fetch(url, init);
        const { status } = response;
        const body = (await response.json()) as { pages?: object };
        const pages = { ...body.pages, per_page: undefined };
        return new Response(JSON.stringify({ ...body, pages }), { status });
      };
      const options = { ...optionsFor(intercom), fetch, prefetch };
      const { values } = await runToEnd(conversationPages$(options));
      const asked = sizes(intercom).filter((_, index) => index !== 1);
      expect(values.map(({ perPage }) => perPage)).toEqual(asked);
      expect(new Set(asked)).toEqual(new Set([20, 10, 12, 14, 16, 18]));
    },
  );
});

describe('cursors that are URLs', () => {
  it('should keep their size, and count as retries', async () => {
    const intercom = second({ status: 504 }, 95);
    const options = { ...optionsFor(intercom), version: '2.5' };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20]);
  });

  it('should be given up after the retries', async () => {
    const intercom = createTestIntercom({
      fault: ({ number }) => (number > 1 ? { status: 504 } : undefined),
    });
    const options = { ...optionsFor(intercom), version: '2.5', retry: { count: 3 } };
    const { error } = await runToEnd(conversations$(options));
    expect(error).toMatchObject({ status: 504, attempts: 4 });
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20]);
  });

  it('should keep the size the first page came in', async () => {
    const intercom = createTestIntercom({
      conversations: 38,
      fault: ({ perPage = 20 }) => (perPage > 9 ? { status: 504 } : undefined),
    });
    const options = { ...optionsFor(intercom), version: '2.5', perPage: 36 };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([36, 18, 9, 9, 9, 9, 9]);
  });
});

/** Light conversations but for a heavy region, and one that only comes alone. */
const region = Array.from({ length: 150 }, (_, index) => {
  if (index === 80) return 60;
  return index >= 60 && index < 75 ? 12 : 1;
});

describe('a workspace whose heavy pages only answer when small', () => {
  it.each([
    ['as it comes', {}],
    ['by pages of 150', { perPage: 150 }],
    ['by pages of 7', { perPage: 7 }],
    ['with prefetch', { perPage: 50, prefetch: true }],
    ['with a limit', { perPage: 50, limit: 100 }],
    ['with a limit inside the heavy region, and prefetch', { limit: 70, prefetch: true }],
    ['with a limit behind everything, and prefetch', { limit: 1_000, prefetch: true }],
    ['with catchUp', { perPage: 50, catchUp: true }],
    ['with catchUp and prefetch', { perPage: 50, catchUp: true, prefetch: true }],
    ['with a retry', { retry: { count: 1 } }],
  ])('should be walked wholly, in order, once: %s', async (_, more) => {
    for (const fault of [{ status: 504 }, { hang: 'headers' }] as const) {
      const intercom = heavyWorkspace(region, 60, fault);
      const options = { ...optionsFor(intercom), timeout: 200, retry: quick, ...more };
      const { values, error } = await runToEnd(conversations$(options));
      expect(error).toBeUndefined();
      const { limit } = { limit: 150, ...more };
      expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, limit)));
    }
  });

  it('should not be asked for more than is wanted, nor for a larger page than allowed', async () => {
    const intercom = heavyWorkspace(region, 60);
    const options = { ...optionsFor(intercom), retry: quick, perPage: 50, limit: 100 };
    await runToEnd(conversations$(options));
    for (const request of intercom.requests) {
      const { perPage = 0 } = request;
      expect(place(intercom, request) + perPage).toBeLessThanOrEqual(100);
      expect(perPage).toBeLessThanOrEqual(50);
    }
  });

  it('should not be walked without smaller pages', async () => {
    const intercom = heavyWorkspace(region, 60);
    const options = { ...optionsFor(intercom), retry: quick, adaptivePageSize: false };
    const { values, error } = await runToEnd(conversations$(options));
    expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, 60)));
    expect(error).toMatchObject({ status: 504, attempts: 6 });
  });

  it('should be walked wholly, in order, once, whatever the weights', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          weights: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 }),
          perPage: fc.integer({ min: 1, max: 150 }),
          limit: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
          prefetch: fc.boolean(),
          catchUp: fc.boolean(),
        }),
        async ({ weights, ...more }) => {
          const intercom = heavyWorkspace(weights, 30);
          const options = { ...optionsFor(intercom), retry: { ...quick, count: 1 }, ...more };
          const { values, error } = await runToEnd(conversations$(options));
          expect(error).toBeUndefined();
          expect(ids(values)).toEqual(ids(intercom.conversations.slice(0, more.limit)));
        },
      ),
      { numRuns: 25 },
    );
    // The walks of a property take seconds on a busy machine.
  }, 30_000);
});
