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
import { HOUR, pass } from '../helpers/virtual-time.ts';

// The schedules of a property take seconds on a busy machine.
usePropertyTime(60_000);
useLiveTime();

const LOOK_BACK = 5_000;

/** A change, so many milliseconds after the one before it, shown so many milliseconds late. */
const edit = fc.record({
  after: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(2_500)),
  pick: fc.integer({ min: 1, max: 16 }),
  lag: fc.oneof(fc.constant(0), fc.nat(LOOK_BACK - 1)),
});

/** Some responses have a wrong `Date`, or none. */
const wrongClock = fc
  .array(fc.constantFrom(0, 0, HOUR, -HOUR, 40_000, -40_000, null), { minLength: 1, maxLength: 9 })
  .map(
    (errors): ServerClock =>
      (request) =>
        errors[request % errors.length] ?? null,
  );

const scene = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 25 }),
  perPage: fc.integer({ min: 1, max: 6 }),
  latency: fc.constantFrom(0, 40, 350),
  clock: fc.oneof(fc.constantFrom(RIGHT, NO_DATE), wrongClock),
});

/** A list of ten old conversations. */
function listOf(latency: number, clock: ServerClock): LaggingList {
  const list = createLaggingList(latency, clock);
  for (let id = 1; id <= 10; id += 1) list.change(String(id), 0, BEGIN - 86_400 + id);
  return list;
}

function expectAll(values: readonly Conversation[], list: LaggingList, since = 0): void {
  const versions = values.map(({ id, updated_at }) => `${id}@${updated_at - BEGIN}`);
  expect(new Set(versions).size).toBe(versions.length);
  const emitted = new Map<string, number>();
  for (const { id, updated_at } of values) {
    emitted.set(id, Math.max(updated_at, emitted.get(id) ?? 0));
  }
  const latest = [...list.latest()].filter(([, updatedAt]) => updatedAt >= since);
  expect(latest.map(([id]) => [id, emitted.get(id)])).toEqual(latest);
}

describe('any changes that the list shows late, but within lookBack', () => {
  it('should all be found by runs that catch up, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(scene, fc.nat(4_000), async (drawn, pause) => {
        const { edits, perPage, latency, clock } = drawn;
        const list = listOf(latency, clock);
        const values: Conversation[] = [];
        let resumeFrom: Checkpoint | undefined;
        const run = async (): Promise<void> => {
          const options = { token: 'test-token', fetch: list.fetch, catchUp: true, resumeFrom };
          const result = collect(
            conversationPages$({ ...options, perPage, lookBack: LOOK_BACK }),
            ({ conversations, checkpoint }) => {
              values.push(...conversations);
              resumeFrom = stored(checkpoint);
            },
          );
          while (result.state === 'open') await pass(50);
          expect(result.error).toBeUndefined();
        };
        for (const { after, pick, lag } of edits) {
          setTimeout(() => {
            list.change(String(pick), lag);
          }, after);
        }
        await run();
        await pass(pause);
        await run();
        // Now everything is shown.
        await pass(3_000 + LOOK_BACK);
        await run();
        expectAll(values, list);
      }),
      { numRuns: 50 },
    );
  });

  it('should all be found by live updates, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(scene, fc.integer({ min: 200, max: 3_000 }), async (drawn, interval) => {
        const { edits, perPage, latency, clock } = drawn;
        const list = listOf(latency, clock);
        const options = { token: 'test-token', fetch: list.fetch, perPage, lookBack: LOOK_BACK };
        const result = collect(conversationUpdates$({ ...options, interval }));
        await pass(20 * latency + 1_000);
        for (const { after, pick, lag } of edits) {
          await pass(after);
          list.change(String(pick), lag);
        }
        await pass(LOOK_BACK + 3 * (interval + 20 * latency));
        result.unsubscribe();
        // The list answers also a request that was aborted.
        await pass(latency);
        expect(result.error).toBeUndefined();
        expectAll(result.values, list, BEGIN);
      }),
      { numRuns: 50 },
    );
  });
});
