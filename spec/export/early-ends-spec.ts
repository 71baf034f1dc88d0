import { describe, expect, it } from '@jest/globals';
import type { Fetch } from '../../lib/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { BEGIN, expectWhole, HOUR, hourlyWorkspace, options } from './hourly-workspace.ts';

useVirtualTimeStrictly();

describe('an export of a search that does not end where its rows end', () => {
  it.each([0, 1])('should fail where its pages have no end, with %i rows each', async (rows) => {
    const { conversations } = hourlyWorkspace({ conversations: rows });
    let pages = 0;
    const fetch: Fetch = () => {
      pages += 1;
      const next = { starting_after: `c${pages}` };
      const body = { conversations, total_count: rows, pages: { next } };
      const headers = { date: new Date().toUTCString() };
      return Promise.resolve(Response.json(body, { headers }));
    };
    const run = await runExport({ fetch }, { ...options, concurrency: 1 });
    expect(run.error).toMatchObject({ kind: 'pagination-stalled' });
    expect(pages).toBeLessThan(120);
  });

  it('should go on behind a page that claims to be the last', async () => {
    let searches = 0;
    const endEarly = (): boolean => {
      searches += 1;
      return searches % 3 === 0;
    };
    const intercom = hourlyWorkspace({ search: { endEarly } });
    const run = await runExport(intercom, options);
    expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400, duplicates: 0 });
  });

  it('should go on where a query ends early that has shown nothing new yet', async () => {
    let isResumed = false;
    const endEarly = (): boolean => {
      const isFirst = isResumed;
      isResumed = false;
      return isFirst;
    };
    const intercom = hourlyWorkspace({ search: { endEarly }, createdAt: () => BEGIN });
    const large = { ...options, perPage: 150 };
    const first = await runExport(intercom, large, (_, index) => {
      if (index === 1) throw new Error('killed');
    });
    isResumed = true;
    const resumeFrom = stored(first.pages[0]?.checkpoint);
    const run = await runExport(intercom, { ...large, resumeFrom });
    expect([run.error, run.inRanges.length]).toEqual([undefined, 250]);
  });

  it('should fail where every page claims to be the last and shows nothing new', async () => {
    const intercom = hourlyWorkspace({
      search: { endEarly: () => true },
      createdAt: () => BEGIN,
    });
    const run = await runExport(intercom, options);
    expect(run.error).toMatchObject({
      kind: 'incomplete-export',
      range: { since: BEGIN },
      expected: 400,
      found: 0,
    });
  });

  it('should go on by filter where a cursor is refused', async () => {
    const intercom = hourlyWorkspace({
      search: { refuseCursor: ({ number }) => number % 2 === 0 },
    });
    const run = await runExport(intercom, options);
    expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400, duplicates: 0 });
  });

  it('should go on by filter also in a second with more rows than a page', async () => {
    for (const perPage of [10, 50]) {
      const intercom = hourlyWorkspace({
        conversations: 140,
        createdAt: () => BEGIN,
        search: { refuseCursor: () => true },
      });
      const run = await runExport(intercom, { ...options, perPage });
      expect(expectWhole(intercom, run)).toMatchObject({ conversations: 140, duplicates: 0 });
    }
  });

  it('should fail where cursors are refused and no page shows anything new', async () => {
    const intercom = hourlyWorkspace({
      createdAt: () => BEGIN,
      search: { refuseCursor: () => true },
    });
    const run = await runExport(intercom, options);
    expect(run.error).toMatchObject({ kind: 'error-list', status: 400 });
  });

  it.each([
    { search: { refuseCursor: () => true }, kind: 'error-list' },
    { search: { endEarly: () => true }, kind: 'incomplete-export' },
  ])('should not try for ever where whole days are compared, too: $kind', async (row) => {
    const search = { ...row.search, bounds: 'day' } as const;
    const intercom = hourlyWorkspace({ createdAt: () => BEGIN + HOUR, search });
    const run = await runExport(intercom, options);
    expect(run.error).toMatchObject({ kind: row.kind });
    expect(intercom.requests.length).toBeLessThan(200);
  });

  it.each([
    { what: 'rows', search: { maxResults: 60 } },
    { what: 'rows and counts', search: { maxResults: 60, maxTotalCount: 60 } },
    { what: 'counts', search: { maxTotalCount: 60 } },
  ])('should find everything where $what are capped', async ({ search }) => {
    for (const concurrency of [1, 4]) {
      const intercom = hourlyWorkspace({ search });
      const run = await runExport(intercom, { ...options, concurrency });
      expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400 });
    }
  });
});
