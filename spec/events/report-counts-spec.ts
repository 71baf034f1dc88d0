import { describe, expect, it } from '@jest/globals';
import {
  conversationPages$,
  conversations$,
  type ConversationsOptions,
  type Fetch,
  type WalkReport,
} from '../../lib/index.ts';
import type { Fault, TestIntercomOptions } from '../../lib/testing/index.ts';
import { now } from '../helpers/live.ts';
import { prepareReport } from '../helpers/prepare-report.ts';
import { report } from '../helpers/report.ts';
import { reversed, rewriting, type Rewrite } from '../helpers/rewriting.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

const ONE_RETRY: Partial<WalkReport> = { requests: 4, retries: 1 };

/** A walk that is not the plain one. */
interface Scene {
  readonly server?: TestIntercomOptions;
  readonly options?: Partial<ConversationsOptions>;
  readonly rewrite?: Rewrite;
}

/** A fault of the second request alone. */
function second(fault: Fault): TestIntercomOptions {
  return { fault: ({ number }) => (number === 2 ? fault : undefined) };
}

/** Bodies that tell these counts, one after the other. */
function counting(...counts: readonly (number | null | undefined)[]): Rewrite {
  return (body, number) => ({ ...body, total_count: counts[number - 1] });
}

describe('what a report counts', () => {
  it.each<[string, Scene, Partial<WalkReport>]>([
    [
      'an empty workspace',
      { server: { conversations: 0 } },
      { conversations: 0, firstTotalCount: 0, lastTotalCount: 0, pages: 1, requests: 1 },
    ],
    [
      'a limit inside a page',
      { options: { limit: 25 } },
      { conversations: 25, pages: 2, requests: 2 },
    ],
    [
      'a limit at the end of a page',
      { options: { limit: 20 } },
      { conversations: 20, pages: 1, requests: 1 },
    ],
    ['a limit at the end of the list', { options: { limit: 45 } }, {}],
    ['a limit behind it', { options: { limit: 100 } }, {}],
    [
      'what was delivered of a page that is cut',
      { options: { version: '2.5', limit: 25 } },
      { conversations: 25, pages: 2, requests: 2 },
    ],
    ['a page ahead, once', { server: { latency: 10 }, options: { prefetch: true } }, {}],
    ['no wait where answers are slow', { server: { latency: 700 } }, {}],
    [
      'totals that change',
      { rewrite: counting(40, 41, 42) },
      { firstTotalCount: 40, lastTotalCount: 42 },
    ],
    [
      'a first total that is not told',
      { rewrite: counting(null, 41, 42) },
      { firstTotalCount: null, lastTotalCount: 42 },
    ],
    [
      'a last total that is not told',
      { rewrite: counting(40, 41, undefined) },
      { firstTotalCount: 40, lastTotalCount: null },
    ],
    ['a 500', { server: second({ status: 500 }) }, ONE_RETRY],
    [
      'a 503 with a time',
      { server: second({ status: 503, headers: { 'retry-after': '3' } }) },
      ONE_RETRY,
    ],
    [
      'an error.list under 200',
      { server: second({ body: { type: 'error.list', errors: [{ code: 'server_error' }] } }) },
      ONE_RETRY,
    ],
    ['a reset', { server: second({ reset: true }) }, ONE_RETRY],
    ['a truncated body', { server: second({ truncate: 700 }) }, ONE_RETRY],
    [
      'a timeout',
      { server: second({ hang: 'headers' }), options: { adaptivePageSize: false } },
      ONE_RETRY,
    ],
    [
      'every retry of a page, that in a smaller size included',
      {
        server: { fault: ({ number }) => ({ status: [504, 429, 500][number - 1] ?? 200 }) },
        options: { perPage: 150 },
      },
      // The second retry waits for the rate limit: 1 s.
      { pages: 1, requests: 4, retries: 3, waited: 1_000 },
    ],
  ])('should count %s', async (_name, { server, options: changes, rewrite }, expected) => {
    const { intercom, reports, options } = prepareReport(server);
    const fetch = rewrite === undefined ? intercom.fetch : rewriting(intercom, rewrite);
    await runToEnd(conversations$({ ...options, fetch, ...changes }));
    expect(reports).toStrictEqual([report(expected)]);
  });

  it.each<[string, Fault, number]>([
    ['a 429', { status: 429 }, 500],
    ['a 429 of HTML', { status: 429, body: '<html>' }, 500],
    ['a 429 that asks for 3 s', { status: 429, headers: { 'retry-after': '3' } }, 3_500],
    ['a 429 that asks for nothing', { status: 429, headers: { 'retry-after': '0' } }, 500],
  ])('should count a retry, and all of the wait: %s', async (_name, fault, waited) => {
    const { reports, options } = prepareReport(second(fault));
    const { elapsed } = await runToEnd(conversations$(options));
    expect(reports).toStrictEqual([report({ requests: 4, retries: 1, waited })]);
    expect(elapsed).toBe(waited);
  });

  it('should sum up what was waited for the rate limit, with a 429 and without', async () => {
    const { intercom, reports, options } = prepareReport({
      ...second({ status: 429, headers: { 'retry-after': '3' } }),
      conversations: 100,
      rateLimit: { limit: 2, window: 10_000 },
    });
    let ended = 0;
    const onComplete = (one: WalkReport): void => {
      ended = now();
      reports.push(one);
    };
    await runToEnd(conversations$({ ...options, onComplete }));
    const counts = { conversations: 100, firstTotalCount: 100, lastTotalCount: 100 };
    const requests = { pages: 5, requests: 6, retries: 1 };
    expect(ended).toBeGreaterThanOrEqual(20_000);
    expect(reports).toStrictEqual([report({ ...counts, ...requests, waited: ended })]);
    expect(intercom.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it('should tell of catching up', async () => {
    const { intercom, reports, options } = prepareReport();
    const moved = intercom.conversations[30]?.id ?? '';
    const fetch: Fetch = (...call) => {
      if (intercom.requests.length === 1) intercom.update(moved);
      return intercom.fetch(...call);
    };
    await runToEnd(conversations$({ ...options, fetch, catchUp: true, perPage: 50 }));
    // A page of the walk, one that finds what has moved, and one that finds only that.
    const pages = { pages: 3, requests: 3, passes: 2 };
    const counts = { conversations: 46, duplicates: 2, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...pages, ...counts })]);
  });

  it('should tell of the pass that found nothing', async () => {
    const { reports, options } = prepareReport({ conversations: 15 });
    await runToEnd(conversations$({ ...options, catchUp: true }));
    const counts = { conversations: 15, firstTotalCount: 15, lastTotalCount: 15 };
    const pages = { pages: 2, requests: 2, passes: 1, duplicates: 1, isOrdered: true };
    expect(reports).toStrictEqual([report({ ...counts, ...pages })]);
  });

  it.each([
    ['no page', [], true],
    ['the first page', [1], false],
    ['a page in the middle', [2], false],
    ['the last page', [4], false],
    ['every page', [1, 2, 3, 4], false],
  ])('should say whether the list came in order: %s did not', async (_name, wrong, isOrdered) => {
    const { intercom, reports, options } = prepareReport();
    const fetch = rewriting(intercom, (body, number) =>
      wrong.includes(number) ? reversed(body) : body,
    );
    await runToEnd(conversations$({ ...options, fetch, catchUp: true, requireOrder: false }));
    expect(reports).toMatchObject([{ isOrdered }]);
  });

  it('should be of nothing where nothing is left to do', async () => {
    const { reports, options } = prepareReport();
    const { values: pages } = await runToEnd(conversationPages$(options));
    await runToEnd(conversations$({ ...options, resumeFrom: pages.at(-1)?.checkpoint }));
    const counts = { firstTotalCount: null, lastTotalCount: null };
    const nothing = report({ ...counts, conversations: 0, pages: 0, requests: 0 });
    expect(reports).toStrictEqual([report(), nothing]);
  });
});
