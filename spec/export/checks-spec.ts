import { describe, expect, it } from '@jest/globals';
import type { Fetch } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { BEGIN, expectWhole, HOUR, hourlyWorkspace, options, sorted } from './hourly-workspace.ts';

useVirtualTimeStrictly();

describe('an export of a search that keeps its promises', () => {
  it('should read nothing again', async () => {
    const intercom = hourlyWorkspace({});
    const run = await runExport(intercom, options);
    const report = expectWhole(intercom, run);
    expect(report).toMatchObject({
      conversations: 400,
      duplicates: 0,
      reread: 0,
      lateRows: 0,
      firstTotalCount: 400,
      lastTotalCount: 400,
    });
    expect(report.ranges).toBeGreaterThan(4);
  });

  it('should be right also where bounds include their second', async () => {
    const intercom = hourlyWorkspace({ search: { bounds: 'inclusive' } });
    const run = await runExport(intercom, options);
    expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400, reread: 0 });
  });
});

describe('an export whose rows go while it is read', () => {
  const remove = (intercom: TestIntercom, id: string): void => {
    if (intercom.conversations.some((row) => row.id === id)) intercom.remove(id);
  };

  it.each(['exclusive', 'inclusive'] as const)(
    'should be whole where the last second of a range has none left, its bounds %s',
    async (bounds) => {
      const end = BEGIN + 60 * HOUR;
      const intercom = hourlyWorkspace({
        search: { bounds },
        createdAt: (index) => (index < 100 ? end - 10 * (index + 1) : end),
      });
      const [first = ''] = ids(
        intercom.conversations.filter(({ created_at: at }) => at === end - 10),
      );
      const run = await runExport(intercom, { concurrency: 1, until: end }, ({ conversations }) => {
        if (conversations.some(({ id }) => id === first)) remove(intercom, first);
      });
      expect([run.error, run.state.size]).toEqual([undefined, 100]);
    },
  );

  it('should go on where each cursor is refused', async () => {
    const intercom = createTestIntercom({
      conversations: 400,
      createdAt: (index) => BEGIN - index,
      rateLimit: null,
      search: { refuseCursor: () => true },
    });
    let count = 0;
    const run = await runExport(intercom, { perPage: 50, concurrency: 1 }, ({ conversations }) => {
      count += conversations.length;
      if (count === 200) remove(intercom, conversations.at(-1)?.id ?? '');
    });
    expect([run.error, run.state.size]).toEqual([undefined, 400]);
  });
});

describe('an export of a search that lies', () => {
  it('should not mind a bound where no conversation is found, whatever bounds include', async () => {
    for (const kind of ['exclusive', 'inclusive'] as const) {
      const intercom = hourlyWorkspace({ search: { bounds: kind }, createdAt: () => BEGIN });
      const run = await runExport(intercom, { ...options, since: BEGIN + 1, until: BEGIN + HOUR });
      expect([run.error, run.report?.conversations]).toEqual([undefined, 0]);
    }
  });

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

  it('should fail where the order is ignored', async () => {
    const intercom = hourlyWorkspace({ search: { ignoreSort: true } });
    const run = await runExport(intercom, options);
    expect(run.error).toMatchObject({
      name: 'IncompleteExportError',
      kind: 'incomplete-export',
      expected: 400,
      found: 0,
      request: { method: 'POST' },
    });
    expect(run.pages).toEqual([]);
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

  it('should read a range again that has gained old conversations', async () => {
    const intercom = hourlyWorkspace({});
    const run = await runExport(intercom, options, (_, index) => {
      // Imported behind the first walker, and as old as it says.
      if (index === 5) intercom.add({ created_at: BEGIN + 1, updated_at: BEGIN + 1 });
    });
    const report = expectWhole(intercom, run);
    expect(report).toMatchObject({ reread: 1, lateRows: 1, lastTotalCount: 401 });
  });

  it('should not mind conversations that are deleted meanwhile', async () => {
    const intercom = hourlyWorkspace({});
    const first = intercom.conversations.map(({ id }) => id);
    const run = await runExport(intercom, options, (page, index) => {
      const own = page.conversations[0];
      if (index > 2 && index < 9 && own !== undefined) intercom.remove(own.id);
    });
    expect(run.error).toBeUndefined();
    expect(run.report).toMatchObject({ conversations: 400, reread: 0 });
    expect(sorted(run.state.keys())).toEqual(sorted(first));
  });

  it('should fail where the server counts what it never shows', async () => {
    const intercom = hourlyWorkspace({});
    const fetch: TestIntercom['fetch'] = async (url, init) => {
      const response = await intercom.fetch(url, init);
      const body = (await response.json()) as {
        conversations: { id: string }[];
        total_count: number;
      };
      const conversations = body.conversations.filter(({ id }) => id !== '17');
      return Response.json({ ...body, conversations });
    };
    const run = await runExport({ fetch }, options);
    expect(run.error).toMatchObject({ kind: 'incomplete-export' });
    const { expected, found } = run.error as { readonly expected: number; readonly found: number };
    expect(expected - found).toBe(1);
  });

  it('should not mind a conversation that leaves the query while a bound is checked', async () => {
    for (const left of Array.from({ length: 12 }, (_, index) => index)) {
      const open = hourlyWorkspace({ conversations: 20 });
      for (const id of ids(open.conversations)) {
        open.update(id, { state: 'open', updated_at: BEGIN + 99 });
      }
      let requests = 0;
      const fetch: Fetch = (...call) => {
        requests += 1;
        if (requests === left) open.update('10', { state: 'closed' });
        return open.fetch(...call);
      };
      const query = { field: 'state', operator: '=', value: 'open' } as const;
      const run = await runExport({ fetch }, { ...options, query, since: BEGIN - HOUR });
      expect(run.error).toBeUndefined();
    }
  });
});
