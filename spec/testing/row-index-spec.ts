import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { generateLightConversation } from '../../lib/testing/generate-light-conversation.ts';
import { createRowIndex } from '../../lib/testing/row-index.ts';
import type { Row } from '../../lib/testing/row.ts';
import { compareBy, listOrder, type SortOrder, sortFields } from '../../lib/testing/sort-order.ts';

const complete = ({ id, created_at, updated_at }: Row) => ({
  ...generateLightConversation(id, created_at, updated_at),
  waiting_since: created_at % 2 === 0 ? null : created_at,
});

const orders: readonly SortOrder[] = sortFields.flatMap((field) => [
  { field, descending: false },
  { field, descending: true },
]);

const time = fc.integer({ min: 0, max: 5 });
const row = fc.record({ id: fc.integer({ min: 1, max: 12 }), created_at: time, updated_at: time });
const edit = fc.record({ row, deletes: fc.boolean(), order: fc.constantFrom(...orders) });

describe('createRowIndex', () => {
  it('should keep every order it was ever asked for, whatever changes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ id }) => id }),
        fc.array(edit),
        (rows, edits) => {
          const initial = rows.map((one) => ({ ...one, id: String(one.id) }));
          const index = createRowIndex(initial, complete);
          const model = new Map(initial.map((one) => [one.id, complete(one)]));
          for (const { row: changed, deletes, order } of edits) {
            const conversation = complete({ ...changed, id: String(changed.id) });
            index.sorted(order);
            if (deletes) {
              model.delete(conversation.id);
              index.delete(conversation.id);
            } else {
              model.set(conversation.id, conversation);
              index.put(conversation);
            }
          }
          expect(index.size).toBe(model.size);
          for (const order of orders) {
            const expected = [...model.values()].sort(compareBy(order));
            expect(index.sorted(order).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
            expect(index.completed(order)).toEqual(expected);
          }
        },
      ),
    );
  });

  it('should complete rows only when it must, and then once', () => {
    const spy = jest.fn(complete);
    const index = createRowIndex([{ id: '1', created_at: 1, updated_at: 2 }], spy);
    const live = index.sorted(listOrder);
    expect(live).toEqual([{ id: '1', created_at: 1, updated_at: 2 }]);
    expect(spy).not.toHaveBeenCalled();

    index.sorted({ field: 'waiting_since', descending: true });
    expect(index.completed(listOrder)).toBe(live);
    expect(live).toEqual([complete({ id: '1', created_at: 1, updated_at: 2 })]);
    expect(index.get('1')).toBe(live[0]);
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it('should tell by its version whether it has changed', () => {
    const index = createRowIndex([{ id: '1', created_at: 1, updated_at: 2 }], complete);
    const versions = [index.version];
    index.delete('7');
    versions.push(index.version);
    index.put(complete({ id: '2', created_at: 1, updated_at: 2 }));
    versions.push(index.version);
    index.delete('2');
    versions.push(index.version);

    expect(versions).toEqual([0, 0, 1, 2]);
  });
});
