import { describe, expect, it, jest } from '@jest/globals';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { BEGIN, expectWhole, HOUR, hourlyWorkspace, options, sorted } from './hourly-workspace.ts';

// Hundreds of searches take seconds on a busy machine.
jest.setTimeout(20_000);

useVirtualTimeStrictly();

/** Of the sixth day. */
const MIDNIGHT = BEGIN - (BEGIN % 86_400) + 6 * 86_400;

describe('an export where whole days are compared', () => {
  it('should be whole where cuts fall inside days', async () => {
    const intercom = hourlyWorkspace({
      search: { bounds: 'day' },
      // Twenty conversations an hour.
      createdAt: (index) => BEGIN + index * (HOUR / 20),
    });
    const run = await runExport(intercom, options);
    expect(expectWhole(intercom, run)).toMatchObject({ reread: 0, lateRows: 0 });
  });

  it('should cut at midnights, which are right', async () => {
    const intercom = hourlyWorkspace({ search: { bounds: 'day' } });
    const run = await runExport(intercom, { ...options, concurrency: 2, perPage: 50 });
    expect(expectWhole(intercom, run)).toMatchObject({ reread: 0 });
  });

  it.each<{ since?: number; until?: number }>([
    { since: BEGIN + 30 * HOUR },
    { since: MIDNIGHT + 1 },
    { until: BEGIN + 126 * HOUR },
    { until: MIDNIGHT - 1 },
    { since: BEGIN + 30 * HOUR, until: BEGIN + 33 * HOUR },
  ])('should be whole where a bound lies within a day: %j', async (bounds) => {
    const { since = 0, until = Infinity } = bounds;
    const intercom = hourlyWorkspace({ search: { bounds: 'day' } });
    const run = await runExport(intercom, { ...options, ...bounds });
    const wanted = intercom.conversations.filter(({ created_at: at }) => at >= since && at < until);
    expect(run.error).toBeUndefined();
    expect(sorted(run.inRanges)).toEqual(sorted(ids(wanted)));
  });

  it('should be whole also where all conversations are of one second', async () => {
    const created = BEGIN + 30 * HOUR;
    for (const bounds of [
      { since: created - HOUR },
      { since: created - HOUR, until: created + 9 },
    ]) {
      const intercom = hourlyWorkspace({ search: { bounds: 'day' }, createdAt: () => created });
      const run = await runExport(intercom, { ...options, ...bounds });
      expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400, reread: 0 });
    }
  });

  it('should be whole also where the present day is cut', async () => {
    const created = NOW / 1000 - HOUR;
    const intercom = hourlyWorkspace({
      search: { bounds: 'day' },
      createdAt: (index) => created + index * 9,
    });
    const run = await runExport(intercom, options);
    expect(expectWhole(intercom, run)).toMatchObject({ conversations: 400, reread: 0 });
  });

  it('should lose nothing of a day where a query begins anew', async () => {
    const created = NOW / 1000 - HOUR;
    for (const isRefused of [true, false]) {
      const intercom = hourlyWorkspace({
        search: { bounds: 'day', refuseCursor: ({ number }) => isRefused && number === 2 },
        createdAt: (index) => created + index,
      });
      const alone = { ...options, concurrency: 1 };
      const first = await runExport(intercom, alone, (_, index) => {
        if (!isRefused && index === 1) throw new Error('killed');
      });
      const resumeFrom = isRefused ? undefined : stored(first.pages[0]?.checkpoint);
      const run = isRefused ? first : await runExport(intercom, { ...alone, resumeFrom });
      expect(run.error).toBeUndefined();
      const before = isRefused ? [] : ids(first.pages[0]?.conversations ?? []);
      expect(new Set([...before, ...run.inRanges]).size).toBe(400);
    }
  });

  describe.each([
    { day: 'the present day', ahead: 0 },
    { day: 'the day before, as the export goes over midnight', ahead: 12 * HOUR - 1 },
  ])('changes of $day', ({ ahead }) => {
    it.each([
      { visible: 'at once', lag: 0 },
      { visible: 'late', lag: 20_000 },
    ])('should be found, visible $visible', async ({ lag }) => {
      await pass(ahead * 1000);
      const intercom = hourlyWorkspace({
        // The newest one is ten hours old.
        conversations: 470,
        latency: 100,
        search: { bounds: 'day', lag },
      });
      const run = await runExport(intercom, { ...options, concurrency: 1 }, (_, index) => {
        if (index < 4) intercom.update(String(1 + index));
      });
      expectWhole(intercom, run);
      for (const { id, updated_at } of intercom.conversations)
        expect(run.state.get(id)).toMatchObject({ updated_at });
    });
  });

  it('should not read the present day again where seconds are compared', async () => {
    const intercom = hourlyWorkspace({});
    const alone = await runExport(intercom, options);
    for (let id = 1; id <= 100; id += 1) intercom.update(String(id));
    await pass(600_000);
    const run = await runExport(intercom, options);
    expectWhole(intercom, run);
    // Another pass, because something has changed today.
    expect(run.report?.requests).toBe((alone.report?.requests ?? 0) + 1);
  });

  it('should not ask how times are compared where a query has shown it', async () => {
    // The last conversation is older than both ends, and the second end lies within a day without rows.
    const midnight = MIDNIGHT + 14 * 86_400;
    const [atMidnight, within] = await Promise.all(
      [midnight, midnight + HOUR].map((until) =>
        runExport(hourlyWorkspace({}), { concurrency: 1, since: BEGIN + 30 * HOUR, until }),
      ),
    );
    expect(within?.report?.conversations).toBe(370);
    expect(within?.report?.requests).toBe(atMidnight?.report?.requests);
  });
});
