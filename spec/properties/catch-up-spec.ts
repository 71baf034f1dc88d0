import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Conversation, SearchQuery } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { walkInParts } from '../helpers/walk-in-parts.ts';
import { optionsFor } from '../helpers/workspace.ts';

// Hundreds of walks take seconds on a busy machine.
usePropertyTime(60_000);
useVirtualTimeStrictly();

const RUNS = 150;

/** A workspace in which some conversations share the present second. */
function workspaceOf(
  ages: readonly number[],
  latency: number,
  refusals: readonly boolean[],
): TestIntercom {
  const refuseCursor = ({ number }: { readonly number: number }): boolean =>
    refusals[number % (refusals.length + 1)] ?? false;
  const search = { refuseCursor };
  const intercom = createTestIntercom({ conversations: 0, rateLimit: null, latency, search });
  for (const [index, age] of ages.entries()) {
    intercom.add({ id: String(index + 1), updated_at: NOW / 1000 - age });
  }
  return intercom;
}

/** As the server does: the second it is. Beyond the last conversation a new one is added. */
function apply(intercom: TestIntercom, pick: number, isRemoval: boolean): void {
  const updated_at = Math.floor(Date.now() / 1000);
  const size = intercom.conversations.length;
  const chosen = intercom.conversations[pick % (size + 1)];
  if (chosen === undefined) intercom.add({ updated_at });
  else if (isRemoval) intercom.remove(chosen.id);
  else if (chosen.updated_at < updated_at) intercom.update(chosen.id, { updated_at });
}

const ages = fc.array(fc.oneof(fc.constant(0), fc.nat(5)), { maxLength: 25 });
const edits = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 4_000 }),
    pick: fc.nat(30),
    isRemoval: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  }),
  {
    maxLength: 30,
  },
);

/** Finds all conversations. */
const all: SearchQuery = { field: 'id', operator: '!=', value: '0' };

describe('any changes while a walk catches up, cut off and resumed anywhere', () => {
  it('should all be emitted with their last time, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        ages,
        edits,
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        fc.record({
          perPage: fc.integer({ min: 1, max: 6 }),
          latency: fc.constantFrom(20, 90, 250),
          prefetch: fc.boolean(),
          query: fc.constantFrom(undefined, all),
        }),
        fc.array(fc.boolean(), { maxLength: 5 }),
        async (initial, schedule, cuts, { perPage, latency, prefetch, query }, refusals) => {
          const intercom = workspaceOf(initial, latency, refusals);
          const timers = schedule.map(({ at, pick, isRemoval }) =>
            setTimeout(() => {
              apply(intercom, pick, isRemoval);
            }, at),
          );
          let atTheEnd: readonly Conversation[] = [];
          const onComplete = (): void => {
            atTheEnd = [...intercom.conversations];
          };
          const paging = { perPage, prefetch, query, catchUp: true, onComplete };
          const options = { ...optionsFor(intercom), ...paging };
          const values = await walkInParts(options, cuts);
          timers.forEach(clearTimeout);
          const emitted = new Map(values.map(({ id, updated_at }) => [id, updated_at]));
          const final = atTheEnd.map(({ id, updated_at }) => [id, updated_at]);
          expect(final.map(([id]) => [id, emitted.get(String(id))])).toEqual(final);
          const versions = values.map(({ id, updated_at }) => `${id} ${updated_at}`);
          expect(new Set(versions).size).toBe(versions.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
