import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConversationsOptions, SearchSort } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { walkInParts } from '../helpers/walk-in-parts.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

// Hundreds of walks take seconds on a busy machine.
usePropertyTime(60_000);
useVirtualTimeStrictly();

const BEGIN = NOW / 1000 - 10 * 86_400;

/** What the search does wrong, one entry for each request. */
interface Server {
  readonly ages: readonly number[];
  readonly refusals: readonly boolean[];
  readonly bounds: 'exclusive' | 'inclusive' | 'day';
}

/** A workspace in which some conversations share a second; every other one is open. */
function workspaceOf({ ages, refusals, bounds }: Server): TestIntercom {
  const refuseCursor = ({ number }: { readonly number: number }): boolean =>
    refusals[number % (refusals.length + 1)] ?? false;
  const intercom = createTestIntercom({
    conversations: 0,
    rateLimit: null,
    latency: 20,
    search: { bounds, refuseCursor },
  });
  for (const [index, age] of ages.entries()) {
    intercom.add({
      id: String(index + 1),
      created_at: BEGIN + age,
      updated_at: BEGIN + 100 + ((age * 7) % 50),
      state: index % 4 === 0 ? 'closed' : 'open',
    });
  }
  return intercom;
}

const server = fc.record<Server>({
  ages: fc.array(fc.oneof(fc.nat(3), fc.nat(30), fc.nat(400_000)), { maxLength: 30 }),
  refusals: fc.array(fc.boolean(), { maxLength: 7 }),
  bounds: fc.constantFrom('exclusive', 'inclusive', 'day'),
});
const sorts = fc.constantFrom<SearchSort | undefined>(
  undefined,
  { field: 'created_at', order: 'ascending' },
  { field: 'created_at', order: 'descending' },
  { field: 'updated_at', order: 'ascending' },
  { field: 'updated_at', order: 'descending' },
);

describe('any ties, page size, refused cursors and kills', () => {
  it('should give each conversation that a search finds once, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        server,
        sorts,
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        fc.record({ perPage: fc.integer({ min: 1, max: 6 }), prefetch: fc.boolean() }),
        async (described, sort, cuts, paging) => {
          const intercom = workspaceOf(described);
          const options: ConversationsOptions = {
            ...optionsFor(intercom),
            ...paging,
            query: { field: 'state', operator: '=', value: 'open' },
            sort,
          };
          const found = await walkInParts(options, cuts);
          const expected = intercom.conversations.filter(({ state }) => state === 'open');
          expect([...ids(found)].sort()).toEqual([...ids(expected)].sort());
        },
      ),
      { numRuns: 300 },
    );
  });
});
