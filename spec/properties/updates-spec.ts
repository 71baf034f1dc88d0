import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { conversationUpdates$ } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { stamps, touch, useLiveTime, workspace } from '../helpers/live.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { pass } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

// The schedules of a property take seconds on a busy machine.
usePropertyTime(30_000);
useLiveTime();

/** Something that happens in the workspace, so many milliseconds after what happened before. */
interface Edit {
  readonly after: number;
  /** To which one; to one that is not there: it is added. */
  readonly pick: number;
  readonly isRemoval: boolean;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  after: fc.oneof(fc.constant(0), fc.nat(900), fc.nat(2_000)),
  pick: fc.integer({ min: 1, max: 14 }),
  isRemoval: fc.nat(7).map((dice) => dice === 0),
});

/** Takes a conversation away, adds it or changes it, in the present second. */
function apply(intercom: TestIntercom, { pick, isRemoval }: Edit): void {
  const id = String(pick);
  const isThere = intercom.conversations.some((one) => one.id === id);
  if (isThere && isRemoval) intercom.remove(id);
  else if (isThere) touch(intercom, id);
  else intercom.add({ id, updated_at: Math.floor(Date.now() / 1000) });
}

describe('any schedule of changes', () => {
  it('should come to the final state of each, nothing twice and nothing unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          edits: fc.array(edit, { minLength: 1, maxLength: 20 }),
          perPage: fc.integer({ min: 1, max: 5 }),
          latency: fc.integer({ min: 1, max: 900 }),
          interval: fc.integer({ min: 200, max: 3_000 }),
        }),
        async ({ edits, perPage, latency, interval }) => {
          const intercom = workspace(10, { latency, rateLimit: null });
          const options = { ...optionsFor(intercom), perPage, interval };
          const result = collect(conversationUpdates$(options));
          await pass(latency);
          const begun = Math.floor(Date.now() / 1000);
          for (const one of edits) {
            await pass(one.after);
            apply(intercom, one);
          }
          // The poll under way, which may read every page, and two more.
          await pass(3 * (interval + 15 * latency));
          result.unsubscribe();
          const seen = stamps(result.values);
          expect(new Set(seen).size).toBe(seen.length);
          expect(result.values.filter(({ updated_at }) => updated_at < begun)).toEqual([]);
          const last = new Map(result.values.map(({ id, updated_at }) => [id, updated_at]));
          const changed = intercom.conversations.filter(({ updated_at }) => updated_at >= begun);
          for (const { id, updated_at } of changed)
            expect([id, last.get(id)]).toEqual([id, updated_at]);
          await pass();
          expect(jest.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });
});
