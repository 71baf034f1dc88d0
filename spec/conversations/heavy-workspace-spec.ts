import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conversations$ } from '../../lib/index.ts';
import { decodeCursor } from '../../lib/testing/cursor.ts';
import {
  createTestIntercom,
  type Fault,
  type TestIntercom,
  type TestRequest,
} from '../../lib/testing/index.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

// A property runs many times.
usePropertyTime(30_000);

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
