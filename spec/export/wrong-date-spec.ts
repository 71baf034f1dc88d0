import { describe, expect, it } from '@jest/globals';
import { asyncScheduler } from 'rxjs';
import {
  planExport$,
  type ExportCheckpoint,
  type ExportOptions,
  type Fetch,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { HOUR, NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** A workspace whose first responses tell a wrong time: for the newest change, and for the first page. */
function workspace(shift: number): TestIntercom {
  return createTestIntercom({
    conversations: 50,
    createdAt: (index) => NOW / 1000 - 60 - index * 60,
    rateLimit: null,
    fault: ({ number }) =>
      number <= 2 ? { headers: { date: new Date(Date.now() + shift).toUTCString() } } : {},
  });
}

describe('a response whose Date is wrong', () => {
  it.each([HOUR, -HOUR])(
    'should hide no change from the export that goes on, by %i ms',
    async (shift) => {
      const intercom = workspace(shift);
      const options: Omit<ExportOptions, 'fetch' | 'token'> = { concurrency: 1 };
      let checkpoint: ExportCheckpoint | undefined;
      await runExport(intercom, options, (page) => {
        ({ checkpoint } = page);
      });
      await pass(10_000);
      intercom.update('7');
      await pass(HOUR / 2);
      const { state, error } = await runExport(intercom, {
        ...options,
        resumeFrom: stored(checkpoint),
      });
      expect(error).toBeUndefined();
      expect(state.get('7')?.updated_at).toBe(intercom.conversations[0]?.updated_at);
    },
  );

  it.each([HOUR, -HOUR])(
    'should hide no row where changes are not read, by %i ms',
    async (shift) => {
      const intercom = workspace(shift);
      const { state, error } = await runExport(intercom, { catchUp: false });
      expect(error).toBeUndefined();
      expect([...state.keys()].sort()).toEqual([...ids(intercom.conversations)].sort());
    },
  );
});

describe('a plan whose first responses tell a wrong time', () => {
  it.each([
    [HOUR, NOW],
    [-HOUR, NOW - HOUR],
  ])('should end on the earlier clock, by %i ms', async (shift, end) => {
    const { fetch } = workspace(shift);
    const { values } = await runToEnd(planExport$({ token: 'test-token', fetch }, { size: 99 }));
    expect(values.at(-1)?.until).toBe(end / 1000);
  });
});

describe('the end of an export that reads no changes', () => {
  it('should leave nothing out before the second it started in', async () => {
    await pass(200);
    const before = { created_at: NOW / 1000 - 1, updated_at: NOW / 1000 - 1 };
    const intercom = createTestIntercom({ conversations: 3, latency: 300 });
    const { id } = intercom.add(before);
    const { state } = await runExport(intercom, { catchUp: false });
    expect(state.has(id)).toBe(true);
  });
});

describe('responses that have no Date', () => {
  /** A workspace of a server whose clock is behind this machine's, and that does not tell its time. */
  function behind(seconds: number): { readonly intercom: TestIntercom; readonly fetch: Fetch } {
    const now = (): number => Date.now() - seconds * 1_000;
    const intercom = createTestIntercom({
      conversations: 60,
      createdAt: (index) => NOW / 1000 - 100_000 - 50 * index,
      rateLimit: null,
      scheduler: { now, schedule: asyncScheduler.schedule.bind(asyncScheduler) },
    });
    let requests = 0;
    return {
      intercom,
      async fetch(url, init) {
        requests += 1;
        if (requests > 4 && requests < 10) intercom.update('60');
        const response = await intercom.fetch(url, init);
        const headers = new Headers(response.headers);
        headers.delete('date');
        await pass(1_100);
        return new Response(await response.text(), { status: response.status, headers });
      },
    };
  }

  it.each([0, 120, 3_600])('should hide no change where this machine is %i s ahead', async (by) => {
    const { intercom, fetch } = behind(by);
    const { state, error } = await runExport({ fetch }, { perPage: 10, concurrency: 1 });
    expect(error).toBeUndefined();
    expect([...state.values()].map(({ id, updated_at }) => [id, updated_at]).sort()).toEqual(
      intercom.conversations.map(({ id, updated_at }) => [id, updated_at]).sort(),
    );
  });

  it('should end a plan at the newest change', async () => {
    const { fetch } = behind(120);
    const { values } = await runToEnd(planExport$({ token: 'test-token', fetch }, { size: 99 }));
    expect(values.at(-1)?.until).toBeLessThanOrEqual(NOW / 1000 - 120);
  });

  it('should find what comes to an empty workspace', async () => {
    const empty = createTestIntercom({ conversations: 0, rateLimit: null });
    let requests = 0;
    const fetch: Fetch = async (url, init) => {
      requests += 1;
      if (requests === 3) {
        empty.add({ created_at: NOW / 1000 - 120, updated_at: NOW / 1000 - 120 });
      }
      const response = await empty.fetch(url, init);
      return new Response(await response.text(), { status: response.status });
    };
    const { state, error } = await runExport({ fetch });
    expect(error).toBeUndefined();
    expect([...state.keys()]).toEqual(empty.conversations.map(({ id }) => id));
  });
});
