import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fetch, IntercomError } from '../../lib/index.ts';
import { createTestIntercom, type TestSearchOptions } from '../../lib/testing/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { runExport } from '../helpers/run-export.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();
usePropertyTime(60_000);

const START = NOW / 1000;

interface Lie extends Pick<TestSearchOptions, 'bounds' | 'ignoreSort'> {
  readonly rows?: number | undefined;
  readonly counts?: number | undefined;
}

/** An export of sixty conversations takes fewer. */
const ENDLESS = 3_000;

/** How long ago conversations were created, in seconds. */
const ages = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 60_000 }),
    fc.integer({ min: 0, max: 400_000 }),
  ),
  { minLength: 1, maxLength: 60 },
);
const edge = fc.option(fc.integer({ min: 0, max: 400_000 }), { nil: undefined, freq: 2 });
/** What a cap lets through besides the rows of a second: what it hides in one, nothing could show. */
const cap = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });
const lies = fc.oneof<fc.Arbitrary<Lie>[]>(
  fc.record({ bounds: fc.constantFrom('exclusive', 'inclusive'), rows: cap, counts: cap }),
  fc.constant({ bounds: 'day' }),
  fc.constant({ ignoreSort: true }),
);
/** Of the pages, in percent. */
const share = fc.constantFrom(0, 10, 50, 100);

describe('an export of a search that lies', () => {
  it('should be whole, or fail', async () => {
    await fc.assert(
      fc.asyncProperty(
        ages,
        lies,
        fc.record({ early: share, refused: share, since: edge, until: edge }),
        fc.record({
          perPage: fc.integer({ min: 1, max: 12 }),
          concurrency: fc.integer({ min: 1, max: 6 }),
        }),
        fc.nat(),
        async (list, { rows, counts, ...search }, { early, refused, ...edges }, options, seed) => {
          const random = createRandom(seed, 1);
          const ties = Math.max(...list.map((age) => list.filter((one) => one === age).length));
          const intercom = createTestIntercom({
            conversations: list.length,
            createdAt: (index) => START - (list[index] ?? 0),
            latency: () => 10 * (1 + random.integer(20)),
            rateLimit: null,
            search: {
              ...search,
              maxResults: rows && ties + rows,
              maxTotalCount: counts && ties + counts,
              endEarly: () => random.integer(100) < early,
              refuseCursor: () => random.integer(100) < refused,
            },
          });
          const fetch: Fetch = (...call) => {
            if (intercom.requests.length > ENDLESS) throw new Error('endless');
            return intercom.fetch(...call);
          };
          const since = START - (edges.since ?? START);
          const until = edges.until === undefined ? Infinity : Math.max(since, START - edges.until);
          const bounds = {
            ...(edges.since === undefined ? {} : { since }),
            ...(edges.until === undefined ? {} : { until }),
          };
          const { error, state } = await runExport(
            { fetch },
            { ...options, ...bounds, retry: false },
          );
          const wanted = intercom.conversations.filter(
            ({ created_at: at }) => at >= since && at < until,
          );
          const sorted = (all: Iterable<string>): string => [...all].sort().join(' ');
          const outcome =
            error === undefined ? sorted(state.keys()) : (error as IntercomError).kind;
          // How times are compared is no reason to fail.
          const isWhole = !rows && !counts && !search.ignoreSort && early + refused === 0;
          const failures = ['incomplete-export', 'error-list', 'pagination-stalled'];
          expect([...(isWhole ? [] : failures), sorted(ids(wanted))]).toContain(outcome);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});
