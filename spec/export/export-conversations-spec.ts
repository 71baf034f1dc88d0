import { describe, expect, it } from '@jest/globals';
import { map, NEVER, timer } from 'rxjs';
import { exportConversations$ } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { optionsFor } from './options-for.ts';
import { BEGIN, workspace } from './workspace.ts';

useVirtualTimeStrictly();

const DAY = 86_400;

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
    expect(intercom.requests[1]?.perPage).toBe(150);
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
        if (index === 4) intercom.add({ id: '5000', created_at: NOW / 1000 + 2 });
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
