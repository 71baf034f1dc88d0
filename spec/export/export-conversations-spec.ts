import { describe, expect, it } from '@jest/globals';
import { map, NEVER, of, Subject, throwError, timer, type Observable } from 'rxjs';
import {
  conversations$,
  exportConversations$,
  isIntercomError,
  type ExportCheckpoint,
  type ExportOptions,
  type ExportPage,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

const DAY = 86_400;
const BEGIN = NOW / 1000 - 40 * DAY;

function workspace(options: Parameters<typeof createTestIntercom>[0] = {}): TestIntercom {
  return createTestIntercom({
    conversations: 120,
    createdAt: (index) => BEGIN + index * 20_000,
    latency: 100,
    rateLimit: null,
    ...options,
  });
}

function optionsFor({ fetch }: TestIntercom): ExportOptions {
  return { token: 'test-token', fetch, perPage: 10, concurrency: 3, random: () => 0.5 };
}

function stored(checkpoint: unknown): ExportCheckpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as ExportCheckpoint;
}

describe('exportConversations$', () => {
  it('should export every conversation, page by page, and tell how far it is', async () => {
    const intercom = workspace();
    const { pages, inRanges, error, report } = await runExport(intercom, optionsFor(intercom));
    expect(error).toBeUndefined();
    expect([...inRanges].sort()).toEqual([...ids(intercom.conversations)].sort());
    expect(pages[0]?.progress).toEqual({ delivered: 10, total: 120 });
    expect(pages.at(-1)?.progress).toEqual({ delivered: 120, total: 120 });
    const counts = pages.map(({ progress }) => progress.delivered);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(report).toEqual({
      conversations: 120,
      pages: pages.length,
      requests: intercom.requests.length,
      retries: 0,
      waited: 0,
      passes: 1,
      duplicates: 0,
      maxLateness: 0,
      isOrdered: true,
      firstTotalCount: 120,
      lastTotalCount: 120,
      ranges: pages.at(-1)?.checkpoint.ranges.length,
      reread: 0,
      lateRows: 0,
    });
  });

  it('should emit what the work emits, as it does', async () => {
    const intercom = workspace({ conversations: 30, createdAt: () => BEGIN });
    const { values, elapsed } = await runToEnd(
      exportConversations$({ ...optionsFor(intercom), catchUp: false }, (page, index) =>
        timer(50).pipe(map(() => `${index}: ${page.conversations.length}`)),
      ),
    );
    expect(values).toEqual(['0: 10', '1: 10', '2: 10']);
    expect(elapsed).toBeGreaterThanOrEqual(450);
  });

  it('should do no work before it is subscribed to, and export anew for each subscriber', async () => {
    const intercom = workspace({ conversations: 5 });
    const export$ = exportConversations$(optionsFor(intercom), ({ conversations }) =>
      ids(conversations),
    );
    expect(intercom.requests).toEqual([]);
    const first = await runToEnd(export$);
    const second = await runToEnd(export$);
    expect(first.values).toHaveLength(5);
    expect(second.values).toEqual(first.values);
  });

  it('should export nothing from an empty workspace', async () => {
    const { pages, error, report } = await runExport(workspace({ conversations: 0 }));
    expect(error).toBeUndefined();
    expect(pages).toEqual([]);
    expect(report).toMatchObject({ conversations: 0, firstTotalCount: 0, lastTotalCount: 0 });
  });

  it('should take four ranges at once and pages of 150 unless told otherwise', async () => {
    const intercom = workspace({ conversations: 1_500, createdAt: (n) => BEGIN + n * 2_000 });
    let most = 0;
    const open = (): number => states(intercom).filter((state) => state === 'open').length;
    const { fetch } = intercom;
    const watched: TestIntercom['fetch'] = (url, init) => {
      const answer = fetch(url, init);
      most = Math.max(most, open());
      return answer;
    };
    await runExport({ fetch: watched });
    expect(most).toBe(4);
    expect(intercom.requests[0]?.perPage).toBe(150);
  });

  it('should read what has changed since the start, and nothing else', async () => {
    const intercom = workspace();
    const { pages, state, error } = await runExport(intercom, optionsFor(intercom), (_, index) => {
      if (index === 4) intercom.update('7', { state: 'snoozed' });
      if (index === 5) intercom.add({ id: '5000' });
    });
    expect(error).toBeUndefined();
    const changes = pages.filter(({ phase }) => phase === 'changes');
    const changed = changes.flatMap(({ conversations }) => ids(conversations));
    expect([...changed].sort()).toEqual(['5000', '7']);
    expect(state.get('7')?.state).toBe('snoozed');
    expect(state.size).toBe(121);
  });

  it('should leave out what has changed where catchUp is false', async () => {
    const intercom = workspace();
    const { pages } = await runExport(
      intercom,
      { ...optionsFor(intercom), catchUp: false },
      (_, index) => {
        if (index === 4) intercom.add({ id: '5000' });
      },
    );
    expect(pages.some(({ phase }) => phase === 'changes')).toBe(false);
    expect(pages.flatMap(({ conversations }) => ids(conversations))).not.toContain('5000');
  });

  it('should keep to query, since and until, in the closing phase too', async () => {
    const intercom = workspace();
    const since = new Date((BEGIN + 10 * DAY) * 1000);
    const until = BEGIN + 20 * DAY;
    const query = { field: 'state', operator: '!=', value: 'snoozed' } as const;
    const { state, pages } = await runExport(
      intercom,
      { ...optionsFor(intercom), query, since, until },
      (_, index) => {
        if (index > 0) return;
        for (const { id } of [...intercom.conversations]) intercom.update(id);
      },
    );
    const expected = intercom.conversations.filter(
      (row) =>
        row.state !== 'snoozed' &&
        row.created_at >= BEGIN + 10 * DAY &&
        row.created_at < BEGIN + 20 * DAY,
    );
    expect(expected.length).toBeGreaterThan(10);
    expect([...state.keys()].sort()).toEqual([...ids(expected)].sort());
    expect(pages.at(-1)?.phase).toBe('changes');
  });
});

describe('the work of an export', () => {
  it('should run for one page at a time, while no more than concurrency pages are held', async () => {
    const intercom = workspace();
    const release = new Subject<void>();
    let running = 0;
    let most = 0;
    const result = collect(
      exportConversations$(optionsFor(intercom), () => {
        running += 1;
        most = Math.max(most, running);
        return new Promise<void>((resolve) => {
          release.subscribe(() => {
            running -= 1;
            resolve();
          });
        });
      }),
    );
    await pass(100);
    await pass(5_000);
    expect(running).toBe(1);
    // One page is in work; each of the other walkers holds one.
    expect(intercom.requests).toHaveLength(3);
    release.next();
    await pass(5_000);
    expect(most).toBe(1);
    expect(intercom.requests).toHaveLength(4);
    result.unsubscribe();
  });

  it('should end everything when it fails, with its own error', async () => {
    const intercom = workspace();
    const failure = new Error('disk full');
    const { error } = await runToEnd(
      exportConversations$(optionsFor(intercom), (_, index) =>
        index < 2 ? of(index) : throwError(() => failure),
      ),
    );
    expect(error).toBe(failure);
    expect(states(intercom)).not.toContain('open');
  });

  it('should fail with what project throws', async () => {
    const failure = new Error('no disk');
    const { error } = await runToEnd(
      exportConversations$(optionsFor(workspace()), () => {
        throw failure;
      }),
    );
    expect(error).toBe(failure);
  });
});

describe('unsubscribing from an export', () => {
  it('should end the requests, the work and every wait', async () => {
    for (const moment of [50, 150, 250, 400, 900, 2_000]) {
      const intercom = workspace();
      let ended = 0;
      const result = collect(
        exportConversations$(optionsFor(intercom), (_, index) =>
          index < 3 ? timer(30) : NEVER.pipe(map(() => (ended += 1))),
        ),
      );
      await pass(moment);
      result.unsubscribe();
      await pass();
      expect(states(intercom)).not.toContain('open');
      expect(result.state).toBe('open');
      expect(ended).toBe(0);
    }
  });
});

describe('a range that fails', () => {
  it('should end the export after the work in hand, with a checkpoint that loses nothing', async () => {
    const intercom = workspace({
      fault: ({ number }) => (number === 9 ? { status: 403 } : undefined),
    });
    const seen: string[] = [];
    let calls = 0;
    const project = (page: ExportPage): Observable<number> => {
      calls += 1;
      seen.push(...ids(page.conversations));
      return timer(500);
    };
    const options = optionsFor(intercom);
    const { values, error } = await runToEnd(exportConversations$(options, project));
    if (!isIntercomError(error)) throw error as Error;
    expect(error.kind).toBe('forbidden');
    expect(calls).toBeGreaterThan(3);
    expect(values).toHaveLength(calls);
    expect(error.startingAfter).toBeUndefined();
    const resumeFrom = stored(error.checkpoint);
    expect(JSON.stringify(resumeFrom)).not.toContain('cursor');
    const rest = await runToEnd(exportConversations$({ ...options, resumeFrom }, project));
    expect(rest.error).toBeUndefined();
    expect([...seen].sort()).toEqual([...ids(intercom.conversations)].sort());
  });

  it('should name no checkpoint before the first response', async () => {
    const { error } = await runToEnd(
      exportConversations$(
        { ...optionsFor(workspace({ fault: () => ({ status: 403 }) })) },
        () => [],
      ),
    );
    expect(error).toMatchObject({ kind: 'forbidden', checkpoint: null });
  });
});

describe('an abort of an export', () => {
  it('should fail at once, with the checkpoint of the last page whose work is done', async () => {
    const intercom = workspace();
    const controller = new AbortController();
    const done: string[] = [];
    const options = optionsFor(intercom);
    const result = collect(
      exportConversations$({ ...options, signal: controller.signal }, (page, index) => {
        if (index === 3) {
          setTimeout(() => {
            controller.abort('enough');
          }, 5);
          return NEVER;
        }
        done.push(...ids(page.conversations));
        return of(index);
      }),
    );
    await pass(2_000);
    const { error } = result;
    if (!isIntercomError(error)) throw error as Error;
    expect(error).toMatchObject({ kind: 'abort', cause: 'enough' });
    expect(states(intercom)).not.toContain('open');
    const rest = await runExport(intercom, {
      ...options,
      resumeFrom: stored(error.checkpoint),
    });
    expect([...done, ...rest.inRanges].sort()).toEqual([...ids(intercom.conversations)].sort());
  });
});

describe('the checkpoint of an export', () => {
  it('should resume at each page, with nothing lost and nothing twice', async () => {
    const intercom = workspace({ conversations: 60 });
    const options = optionsFor(intercom);
    const { pages } = await runExport(intercom, options);
    for (const [index, { checkpoint }] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap((page) => ids(page.conversations));
      const resumeFrom = stored(checkpoint);
      const rest = await runExport(intercom, { ...options, concurrency: 2, resumeFrom });
      expect(rest.error).toBeUndefined();
      expect([...before, ...rest.inRanges].sort()).toEqual([...ids(intercom.conversations)].sort());
    }
  });

  it('should read only what has changed where the ranges are read', async () => {
    const intercom = workspace();
    const options = optionsFor(intercom);
    const first = await runExport(intercom, options, (_, index) => {
      if (index === 2) intercom.update('9');
    });
    intercom.update('4');
    const resumeFrom = stored(first.pages.at(-1)?.checkpoint);
    expect(resumeFrom.phase).toBe('changes');
    const asked = intercom.requests.length;
    const { pages } = await runExport(intercom, { ...options, resumeFrom });
    expect(pages.flatMap(({ conversations }) => ids(conversations))).toEqual(['4']);
    expect(intercom.requests.length - asked).toBeLessThanOrEqual(3);
  });

  it.each<{ what: string; changes: Partial<ExportOptions> }>([
    { what: 'region', changes: { region: 'eu' } },
    { what: 'version', changes: { version: '2.14' } },
    { what: 'query', changes: { query: { field: 'state', operator: '=', value: 'open' } } },
    { what: 'since', changes: { since: BEGIN } },
    { what: 'until', changes: { until: NOW / 1000 } },
  ])('should be refused by an export of another $what', async ({ changes }) => {
    const intercom = workspace({ conversations: 20 });
    const { pages } = await runExport(intercom, optionsFor(intercom));
    const asked = intercom.requests.length;
    const resumeFrom = stored(pages[0]?.checkpoint);
    const { error } = await runExport(intercom, { ...changes, resumeFrom });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    expect(intercom.requests).toHaveLength(asked);
  });

  it.each([{}, 'text', { format: 2, ranges: [] }, { format: 1, ranges: [{ from: 1 }] }])(
    'should be refused when it is none: %j',
    async (resumeFrom) => {
      const { error } = await runExport(workspace(), {
        resumeFrom: resumeFrom as unknown as ExportCheckpoint,
      });
      expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    },
  );

  it('should be refused by a walk over the list, as that of a walk by an export', async () => {
    const intercom = workspace({ conversations: 20 });
    const options = optionsFor(intercom);
    const { pages } = await runExport(intercom, options);
    const resumeFrom = stored(pages[0]?.checkpoint);
    const { token, fetch } = options;
    const walk = await runToEnd(conversations$({ token, fetch, resumeFrom }));
    expect(walk.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
  });
});

function or(...value: readonly object[]): object {
  return { operator: 'OR', value };
}

describe('the options of an export', () => {
  it.each([
    { field: 'concurrency', value: 0 },
    { field: 'concurrency', value: 1.5 },
    { field: 'perPage', value: 151 },
    { field: 'since', value: NOW },
    { field: 'until', value: new Date(NaN) },
    { field: 'until', value: -1 },
    { field: 'lookBack', value: -1 },
    { field: 'catchUp', value: 1 },
    { field: 'adaptivePageSize', value: 'yes' },
    { field: 'version', value: '2.5' },
    { field: 'query', value: 'open' },
    { field: 'query', value: { operator: 'AND' } },
    { field: 'query.value', value: { field: 'updated_at', operator: '>', value: NOW } },
    { field: 'query', value: or(or(or({ field: 'open', operator: '=', value: true }))) },
  ])('should be refused before any request: $field $value', async ({ field, value }) => {
    const intercom = workspace();
    const { error } = await runExport(intercom, { [field.replace(/\..*/, '')]: value });
    expect(error).toMatchObject({ kind: 'invalid-options', field });
    expect(intercom.requests).toEqual([]);
  });

  it('should be refused where until lies before since', async () => {
    const { error } = await runExport(workspace(), { since: 20, until: 10 });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'until' });
  });

  it('should fail with what onComplete throws as cause', async () => {
    const cause = new Error('full');
    const { error } = await runToEnd(
      exportConversations$(
        {
          ...optionsFor(workspace({ conversations: 5 })),
          onComplete: () => {
            throw cause;
          },
        },
        () => [],
      ),
    );
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'onComplete', cause });
  });
});
