import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timer } from 'rxjs';
import {
  exportConversations$,
  type Conversation,
  type ExportCheckpoint,
  type ExportOptions,
} from '../../lib/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { collect } from '../helpers/collect.ts';
import {
  createSearchWorkspace,
  type Comparison,
  type SearchRow,
  type SearchWorkspace,
} from '../helpers/search-workspace.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

const SECOND = 1000;
const START = NOW / SECOND;

/** What a program has saved when its stream has ended: pages and checkpoint in one transaction. */
interface Saved {
  readonly inRanges: readonly string[];
  readonly state: ReadonlyMap<string, Conversation>;
}

/** Exports until the stream completes, killed and resumed after so many milliseconds each. */
async function exportInParts(
  options: ExportOptions,
  workTime: () => number,
  kills: readonly number[],
): Promise<Saved> {
  const inRanges: string[] = [];
  const state = new Map<string, Conversation>();
  let resumeFrom: ExportCheckpoint | null = null;
  for (const kill of [...kills, Infinity]) {
    const begun = Date.now();
    const run = collect(
      exportConversations$(
        { token: 'test-token', retry: false, ...options, resumeFrom },
        ({ conversations, phase, checkpoint }) => {
          for (const conversation of conversations) state.set(conversation.id, conversation);
          if (phase === 'ranges') inRanges.push(...conversations.map(({ id }) => id));
          resumeFrom = JSON.parse(JSON.stringify(checkpoint)) as ExportCheckpoint;
          return timer(workTime());
        },
      ),
    );
    while (run.state === 'open' && Date.now() - begun < kill) await pass(10);
    run.unsubscribe();
    if (run.state === 'failed') throw run.error as Error;
    if (run.state === 'complete') break;
  }
  return { inRanges, state };
}

const times = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 400_000 }),
  ),
  { maxLength: 60 },
);
const kills = fc.array(fc.integer({ min: 10, max: 900 }), { maxLength: 6 });
const comparison = fc.constantFrom<Comparison>('exclusive', 'inclusive');

function rowsOf(ages: readonly number[]): readonly SearchRow[] {
  return ages.map((age, index) => {
    const created_at = START - 500_000 - age;
    return { id: String(index + 1), created_at, updated_at: created_at };
  });
}

function sorted(ids: Iterable<string>): readonly string[] {
  return [...ids].sort((a, b) => Number(a) - Number(b));
}

describe('any cuts, any meaning of bounds, any ties, any interleaving with kills', () => {
  it('should export each conversation once', async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        comparison,
        comparison,
        kills,
        fc.record({
          perPage: fc.integer({ min: 1, max: 5 }),
          concurrency: fc.integer({ min: 1, max: 8 }),
          since: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
          until: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
        }),
        fc.nat(),
        async (ages, lower, upper, cuts, { perPage, concurrency, since, until }, seed) => {
          const random = createRandom(seed, 1);
          const rows = rowsOf(ages);
          const workspace = createSearchWorkspace({
            rows,
            lower,
            upper,
            latency: () => 10 * (1 + random.integer(20)),
          });
          const base = START - 500_000;
          const from = since === undefined ? 0 : base - 20 - since;
          const to = until === undefined ? START : Math.max(from, base - until);
          const { inRanges, state } = await exportInParts(
            {
              fetch: workspace.fetch,
              perPage,
              concurrency,
              ...(since === undefined ? {} : { since: from }),
              ...(until === undefined ? {} : { until: to }),
            },
            () => 10 * random.integer(4),
            cuts,
          );
          const expected = rows.filter(({ created_at: at }) => at >= from && at < to);
          expect(sorted(inRanges)).toEqual(sorted(expected.map(({ id }) => id)));
          expect(sorted(state.keys())).toEqual(sorted(inRanges));
          expect(workspace.open()).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});

/** Something that happens to a workspace. */
interface Edit {
  readonly at: number;
  readonly pick: number;
}

/** Applies an edit: mostly a change, sometimes a new conversation. */
function apply(workspace: SearchWorkspace, pick: number): void {
  const now = Math.floor(Date.now() / SECOND);
  const rows = workspace.rows();
  const row = rows[pick % (rows.length + 1)];
  const id = String(1_000 + rows.length);
  workspace.put(
    row === undefined
      ? { id, created_at: now, updated_at: now }
      : { ...row, updated_at: Math.max(now, row.updated_at) },
  );
}

describe('any churn, any lag, any concurrency', () => {
  it('should wait for a change that is shown late, also when it is killed in the second of its start', async () => {
    const row = { id: '1', created_at: START - 10, updated_at: START - 10 };
    const workspace = createSearchWorkspace({ rows: [row], latency: () => 20, lag: () => 500 });
    await pass(760);
    workspace.put({ ...row, updated_at: START });
    await pass(10);
    const options = { fetch: workspace.fetch, lookBack: 500 };
    const { state } = await exportInParts(options, () => 0, [350]);
    expect(state.get('1')?.updated_at).toBe(START);
  });

  it('should end with the workspace as of the start, or newer', async () => {
    const edits = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 20_000 }), pick: fc.nat(70) }),
      {
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        times,
        edits,
        kills,
        fc.record({
          perPage: fc.integer({ min: 1, max: 6 }),
          concurrency: fc.integer({ min: 1, max: 8 }),
          lag: fc.constantFrom(0, 500, 5_000),
        }),
        fc.nat(),
        async (ages, schedule, cuts, { perPage, concurrency, lag }, seed) => {
          const random = createRandom(seed, 1);
          const now = Math.floor(Date.now() / SECOND);
          const workspace = createSearchWorkspace({
            rows: [
              ...rowsOf(ages),
              // A workspace that is in use shows it.
              { id: '999', created_at: now, updated_at: now },
            ],
            latency: () => 10 * (1 + random.integer(20)),
            lag: () => random.integer(lag + 1),
          });
          const timers = schedule.map(({ at, pick }: Edit) =>
            setTimeout(() => {
              apply(workspace, pick);
            }, at),
          );
          await pass(random.integer(10_000));
          const atStart = workspace.rows();
          const { state } = await exportInParts(
            { fetch: workspace.fetch, perPage, concurrency, lookBack: lag },
            () => 10 * random.integer(3),
            cuts,
          );
          timers.forEach(clearTimeout);
          const stale = atStart.filter(
            ({ id, updated_at }) => (state.get(id)?.updated_at ?? 0) < updated_at,
          );
          expect(stale).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
