import { describe, expect, it, jest } from '@jest/globals';
import { EMPTY } from 'rxjs';
import { exportConversations$, type ExportReport } from '../../lib/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { fastSearch } from '../helpers/fast-search.ts';
import { skewedTimes } from '../helpers/skewed-times.ts';
import { NOW } from '../helpers/virtual-time.ts';
import { long } from './helpers/length.ts';
import { runThrough, useVirtualClock } from './helpers/virtual-clock.ts';

jest.setTimeout(120_000);
useVirtualClock();

const COUNT = long(300_000, 60_000);
const PER_PAGE = 150;
const DAY = 86_400_000;
const created = skewedTimes(COUNT, NOW / 1000 - 60, 1);

/** What an export takes, in virtual milliseconds; a page takes 1 to 3 s, and 20 ms for each row. */
async function run(concurrency: number): Promise<{
  readonly elapsed: number;
  readonly requests: number;
  readonly mostAtOnce: number;
  readonly delivered: number;
}> {
  const random = createRandom(1, 3);
  const search = fastSearch(created, (rows) => 1_000 + random.integer(2_000) + 20 * rows);
  const started = Date.now();
  let delivered = 0;
  let report: ExportReport | undefined;
  const export$ = exportConversations$(
    {
      token: 'test-token',
      fetch: search.fetch,
      concurrency,
      onComplete: (told) => {
        report = told;
      },
    },
    ({ conversations }) => {
      delivered += conversations.length;
      return EMPTY;
    },
  );
  const { state, error } = await runThrough(export$, DAY);
  if (state !== 'complete') throw error as Error;
  expect(report?.requests).toBe(search.requests());
  return {
    elapsed: Date.now() - started,
    requests: search.requests(),
    mostAtOnce: search.mostAtOnce(),
    delivered,
  };
}

describe('an export of a growing workspace', () => {
  it('should be as many times as fast as ranges are read at once', async () => {
    const single = await run(1);
    const pages = COUNT / PER_PAGE;
    const figures = [];
    for (const concurrency of [4, 8, 16]) {
      const { elapsed, requests, mostAtOnce, delivered } = await run(concurrency);
      figures.push({
        concurrency,
        factor: single.elapsed / elapsed,
        requests,
        mostAtOnce,
        delivered,
      });
    }
    if (process.env['FIGURES'] === '1') console.table([single, ...figures]);
    expect(single.delivered).toBe(COUNT);
    expect(single.requests).toBeLessThanOrEqual(1.02 * pages);
    for (const { concurrency, factor, requests, mostAtOnce, delivered } of figures) {
      expect(delivered).toBe(COUNT);
      expect(mostAtOnce).toBe(concurrency);
      expect(factor).toBeGreaterThanOrEqual(long(0.95, 0.8) * concurrency);
      expect(requests).toBeLessThanOrEqual(long(1.02, 1.1) * pages);
    }
  });
});
