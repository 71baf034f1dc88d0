import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  conversationPages$,
  conversationUpdates$,
  type Checkpoint,
  type Conversation,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import {
  createLaggingList,
  NO_DATE,
  RIGHT,
  type LaggingList,
  type ServerClock,
} from '../helpers/lagging-list.ts';
import { BEGIN, useLiveTime } from '../helpers/live.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { stored } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';

// The schedules of a property take seconds on a busy machine.
usePropertyTime(60_000);
useLiveTime();

/** How far ahead a date may lie: minutes, hours, years, and milliseconds in place of seconds. */
const ahead = fc.constantFrom(
  (second: number) => second + 600,
  (second: number) => second + 3_600,
  (second: number) => second + 400_000_000,
  (second: number) => second * 1_000,
);
const right = fc.constant((second: number) => second);

/** A change, so many milliseconds after the one before it, dated in some way. */
const edit = fc.record({
  after: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(2_500)),
  pick: fc.integer({ min: 1, max: 16 }),
  date: fc.oneof({ arbitrary: right, weight: 3 }, { arbitrary: ahead, weight: 1 }),
});

const scene = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 25 }),
  before: fc.array(ahead, { maxLength: 3 }),
  perPage: fc.integer({ min: 1, max: 6 }),
  latency: fc.constantFrom(0, 40, 350),
  clock: fc.constantFrom(RIGHT, NO_DATE),
});

/** Runs that are killed after so many pages, and what passes until the next one. */
const cuts = fc.array(
  fc.record({
    pages: fc.integer({ min: 1, max: 12 }),
    pause: fc.oneof(fc.constant(0), fc.nat(2_500), fc.constant(300_000)),
  }),
  { maxLength: 4 },
);

/** A list of ten old conversations, and of some that are dated ahead. */
function listOf(
  latency: number,
  clock: ServerClock,
  dates: readonly ((second: number) => number)[],
): LaggingList {
  const list = createLaggingList(latency, clock);
  for (let id = 1; id <= 10; id += 1) list.change(String(id), 0, BEGIN - 86_400 + id);
  for (const [index, date] of dates.entries()) list.change(String(90 + index), 0, date(BEGIN));
  return list;
}

function change(list: LaggingList, id: number, date: (second: number) => number): void {
  list.change(String(id), 0, date(Math.floor(Date.now() / 1000)));
}

function expectLatest(values: readonly Conversation[], list: LaggingList, ids: readonly string[]) {
  const emitted = new Map<string, number>();
  for (const { id, updated_at } of values) {
    const version = `${id}@${updated_at}`;
    emitted.set(version, (emitted.get(version) ?? 0) + 1);
  }
  // A date that is corrected within one pass leaves both versions in it, in the order of the dates.
  const latest = list.latest();
  const expected = ids.map((id) => `${id}@${latest.get(id) ?? 0}`);
  expect(expected.filter((version) => !emitted.has(version))).toEqual([]);
  const written = list.written();
  const repeated = [...emitted].filter(([version, times]) => times > (written.get(version) ?? 0));
  expect(repeated).toEqual([]);
}

describe('any changes beside conversations that are dated ahead', () => {
  it('should all be found by runs that catch up, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(scene, cuts, async ({ edits, before, perPage, latency, clock }, cut) => {
        const list = listOf(latency, clock, before);
        const values: Conversation[] = [];
        let resumeFrom: Checkpoint | undefined;
        const run = async (pages = Infinity): Promise<void> => {
          const options = { token: 'test-token', fetch: list.fetch, catchUp: true, resumeFrom };
          const result = collect(
            conversationPages$({ ...options, perPage, lookBack: 1_000 }),
            ({ conversations, checkpoint }) => {
              values.push(...conversations);
              resumeFrom = stored(checkpoint);
            },
          );
          while (result.state === 'open' && result.values.length < pages) await pass(50);
          result.unsubscribe();
          expect(result.error).toBeUndefined();
        };
        let at = 0;
        for (const { after, pick, date } of edits) {
          at += after;
          setTimeout(() => {
            change(list, pick, date);
          }, at);
        }
        for (const { pages, pause } of cut) {
          await run(pages);
          await pass(pause);
        }
        await run();
        await pass(at);
        await run();
        expectLatest(values, list, [...list.latest().keys()]);
      }),
      { numRuns: 50 },
    );
  });

  it('should all be found by live updates, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(scene, fc.integer({ min: 200, max: 3_000 }), async (drawn, interval) => {
        const { edits, before, perPage, latency, clock } = drawn;
        const list = listOf(latency, clock, before);
        const options = { token: 'test-token', fetch: list.fetch, perPage, interval };
        const result = collect(conversationUpdates$(options));
        await pass(20 * latency + 1_000);
        for (const { after, pick, date } of edits) {
          await pass(after);
          change(list, pick, date);
        }
        await pass(3 * (interval + 20 * latency));
        result.unsubscribe();
        // The list answers also a request that was aborted.
        await pass(latency);
        expect(result.error).toBeUndefined();
        expectLatest(result.values, list, [...new Set(edits.map(({ pick }) => String(pick)))]);
      }),
      { numRuns: 50 },
    );
  });
});
