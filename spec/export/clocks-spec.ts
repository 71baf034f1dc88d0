import { describe, expect, it } from '@jest/globals';
import { timer } from 'rxjs';
import type { ExportCheckpoint } from '../../lib/index.ts';
import { exportConversations$ } from '../../lib/index.ts';
import { createTestIntercom, type Fault, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { HOUR, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

const MONTH = 30 * 86_400;

/** What a server tells of its clock: by how many milliseconds this machine is ahead, and how it says so. */
interface Clock {
  readonly ahead: number;
  readonly hasDate: boolean;
}

const clocks: readonly Clock[] = [0, 120_000, HOUR].flatMap((ahead) => [
  { ahead, hasDate: true },
  { ahead, hasDate: false },
]);

/** The server's time, in unix seconds. */
function now({ ahead }: Clock): number {
  return Math.floor((Date.now() - ahead) / 1000);
}

/** Ten conversations; the first one is dated a month ahead, the last one has just changed. */
function workspace(clock: Clock): TestIntercom {
  const begin = now(clock);
  const fault = (): Fault => {
    const date = clock.hasDate ? new Date(Date.now() - clock.ahead).toUTCString() : null;
    return { headers: { date } };
  };
  const intercom = createTestIntercom({
    conversations: 10,
    createdAt: (index) => begin - 40_000 + index * 10,
    latency: 100,
    rateLimit: null,
    fault,
  });
  intercom.update('10', { updated_at: begin - 10 });
  intercom.update('1', { updated_at: begin + MONTH });
  return intercom;
}

function stale(
  intercom: TestIntercom,
  state: ReadonlyMap<string, { readonly updated_at: number }>,
): readonly string[] {
  return intercom.conversations
    .filter(({ id, updated_at }) => state.get(id)?.updated_at !== updated_at)
    .map(({ id }) => id);
}

describe.each(clocks)('a conversation dated ahead, where the clock is %j', (clock) => {
  it('should hide no change from an export', async () => {
    const intercom = workspace(clock);
    const state = new Map<string, { readonly updated_at: number }>();
    const options = { token: 'test-token', fetch: intercom.fetch, perPage: 5, concurrency: 1 };
    const { error } = await runToEnd(
      exportConversations$(options, ({ conversations }, index) => {
        for (const row of conversations) state.set(row.id, row);
        if (index > 0) return timer(0);
        setTimeout(() => {
          intercom.update('2', { updated_at: now(clock) });
          intercom.add({ id: 'new', created_at: now(clock), updated_at: now(clock) });
        }, 3_000);
        return timer(5_000);
      }),
    );
    expect(error).toBeUndefined();
    expect(stale(intercom, state)).toEqual([]);
  });

  it('should hide no change from the exports that go on', async () => {
    const intercom = workspace(clock);
    const state = new Map<string, { readonly updated_at: number }>();
    let checkpoint: ExportCheckpoint | undefined;
    for (const changed of [['5'], ['2', '3', '4'], []]) {
      const run = await runExport(intercom, { resumeFrom: checkpoint && stored(checkpoint) });
      expect(run.error).toBeUndefined();
      for (const row of run.state.values()) state.set(row.id, row);
      checkpoint = run.pages.at(-1)?.checkpoint ?? checkpoint;
      expect(stale(intercom, state)).toEqual([]);
      await pass(600_000);
      for (const id of changed) intercom.update(id, { updated_at: now(clock) });
      await pass(60_000);
    }
  });
});

describe('changes behind as many known ones, in a search that shows and counts only so many', () => {
  it.each<{ clock: string; dateOf: (number: number) => Fault }>([
    { clock: 'tells its time', dateOf: () => ({}) },
    { clock: 'tells no time', dateOf: () => ({ headers: { date: null } }) },
    {
      clock: 'is once an hour behind',
      dateOf: (number) =>
        number === 2 ? { headers: { date: new Date(Date.now() - HOUR).toUTCString() } } : {},
    },
  ])('should be found where the server $clock', async ({ dateOf }) => {
    const begin = Date.now() / 1000;
    const intercom = createTestIntercom({
      conversations: 30,
      createdAt: (index) => begin - 7_200 - index * 100,
      latency: 200,
      rateLimit: null,
      search: { maxResults: 5, maxTotalCount: 5 },
      fault: ({ number }) => dateOf(number),
    });
    for (let id = 30; id > 5; id -= 1)
      setTimeout(() => intercom.update(String(id)), (35 - id) * 700);
    const state = new Map<string, { readonly updated_at: number }>();
    const options = { token: 'test-token', fetch: intercom.fetch, perPage: 5, concurrency: 1 };
    const { error } = await runToEnd(
      exportConversations$(options, ({ conversations }) => {
        for (const row of conversations) state.set(row.id, row);
        return timer(6_000);
      }),
    );
    expect(error).toBeUndefined();
    expect(stale(intercom, state)).toEqual([]);
  });
});
