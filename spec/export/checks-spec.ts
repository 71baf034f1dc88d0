import { describe, expect, it } from '@jest/globals';
import type { Fetch } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
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

describe('changes of the second before those that are asked for, where bounds include their second', () => {
  it.each([
    { what: 'is not capped', cap: Infinity },
    { what: 'shows and counts only so many', cap: 20 },
  ])('should not look like days that are compared: the search $what', async ({ cap }) => {
    const intercom = hourlyWorkspace({
      conversations: 40,
      latency: 100,
      search: { bounds: 'inclusive', maxResults: cap, maxTotalCount: cap },
    });
    // The changes are read from the newest one on; a query asks for the second before, too.
    const start = NOW / 1000 - 1;
    for (const { id } of intercom.conversations) {
      intercom.update(id, { updated_at: start - 30_000 + Number(id) });
    }
    intercom.update('1', { updated_at: start - 31 });
    const run = await runExport(intercom, { perPage: 1, concurrency: 1 }, (_, index) => {
      if (index === 1) intercom.update('2');
    });
    expectWhole(intercom, run);
    expect(run.state.get('2')?.updated_at).toBeGreaterThan(start);
    const changes = run.pages.filter(({ phase }) => phase === 'changes');
    expect(changes.map(({ conversations }) => ids(conversations))).toEqual([['2']]);
    const asked = intercom.requests.map(({ query }) => JSON.stringify(query));
    const since = (seconds: number): string =>
      `"field":"updated_at","operator":">","value":${seconds}`;
    expect(asked.some((query) => query.includes(since(start - 32)))).toBe(true);
    expect(asked.some((query) => query.includes(since(start - (start % 86_400) - 1)))).toBe(false);
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
