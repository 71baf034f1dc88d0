import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastValueFrom, toArray } from 'rxjs';
import {
  deletedConversations$,
  type DeletedConversation,
  type StreamEvent,
} from '../../lib/index.ts';
import { deletion, deletionServer } from '../helpers/deletion-list.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { ids } from '../helpers/workspace.ts';

// A property runs many times.
usePropertyTime(30_000);

/** What happens to the list before a request. */
interface Change {
  /** How many conversations are deleted. */
  readonly added: number;
  /** Which entries leave the list: where they begin, as a share of its length, and how many. */
  readonly left: readonly (readonly [share: number, count: number])[];
  /** How many of the oldest entries expire. */
  readonly expired: number;
}

const NONE: Change = { added: 0, left: [], expired: 0 };

const change: fc.Arbitrary<Change> = fc.record({
  added: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(130)),
  left: fc.oneof(
    fc.constant([]),
    fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 160 })),
      { maxLength: 3 },
    ),
  ),
  expired: fc.oneof(fc.constant(0), fc.nat(80)),
});

const list = fc.record({
  count: fc.oneof(fc.nat(120), fc.integer({ min: 200, max: 400 })),
  /** How many conversations are deleted in one second. */
  ties: fc.integer({ min: 1, max: 150 }),
  changes: fc.array(change, { maxLength: 12 }),
  since: fc.option(fc.nat(400), { nil: undefined }),
});

describe('any list of deletions', () => {
  it('should give each entry that stays in it exactly once, whatever else changes meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(list, async ({ count, ties, changes, since }) => {
        let deleted = 0;
        const remove = (): DeletedConversation => {
          deleted += 1;
          return deletion(deleted, Math.floor(deleted / ties));
        };
        const rows = Array.from({ length: count }, remove).reverse();
        const initial = [...rows];
        const orders = new Set<boolean | null>();
        const isGrowing = changes.every(({ left, expired }) => left.length + expired === 0);
        const { fetch } = deletionServer(rows, (request) => {
          const { added, left, expired } = changes[request - 2] ?? NONE;
          for (const [share, size] of left) rows.splice(Math.floor(share * rows.length), size);
          rows.splice(Math.max(0, rows.length - expired));
          for (let one = 0; one < added; one += 1) rows.unshift(remove());
        });
        const next = (event: StreamEvent): void => {
          if (event.kind === 'page') orders.add(event.isOrdered);
        };
        const options = { token: 'tk-7f3a', version: '2.16', fetch, since, events: { next } };
        const values = await lastValueFrom(deletedConversations$(options).pipe(toArray()));

        expect(new Set(ids(values)).size).toBe(values.length);
        expect(values.every(({ deleted_at }) => deleted_at >= (since ?? 0))).toBe(true);
        const given = values.filter(({ id }) => Number(id) <= count);
        const givenIds = new Set(ids(given));
        const lost = initial.filter(
          (row) => rows.includes(row) && row.deleted_at >= (since ?? 0) && !givenIds.has(row.id),
        );
        expect(lost).toEqual([]);
        expect(given).toEqual([...given].sort((a, b) => Number(b.id) - Number(a.id)));
        expect(isGrowing && orders.has(false)).toBe(false);
      }),
    );
  });
});
