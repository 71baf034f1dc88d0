import { describe, expect, it } from '@jest/globals';
import { generateLightConversation } from '../../lib/testing/generate-light-conversation.ts';
import { createLaggingIndex } from '../../lib/testing/lagging-index.ts';
import { createRowIndex } from '../../lib/testing/row-index.ts';
import { isConversation } from '../../lib/testing/row.ts';
import { listOrder } from '../../lib/testing/sort-order.ts';

const conversation = (id: string, updatedAt: number) => generateLightConversation(id, 1, updatedAt);

const lagging = (lag: number) => {
  const clock = { now: 0 };
  const complete = () => conversation('0', 0);
  const index = createLaggingIndex(createRowIndex([], complete), lag, () => clock.now);
  const ids = () =>
    index
      .current()
      .sorted(listOrder)
      .map(({ id }) => id);
  return { clock, index, ids };
};

describe('createLaggingIndex', () => {
  it('should show each change when its time has come', () => {
    const { clock, index, ids } = lagging(100);
    index.put(conversation('1', 1));
    clock.now = 60;
    index.put(conversation('2', 2));
    index.delete('1');
    expect(ids()).toEqual([]);
    clock.now = 99;
    expect(ids()).toEqual([]);
    clock.now = 100;
    expect(ids()).toEqual(['1']);
    clock.now = 160;
    expect(ids()).toEqual(['2']);
  });

  it('should let changes of one row follow each other', () => {
    const { clock, index, ids } = lagging(100);
    index.put(conversation('1', 1));
    index.delete('1');
    index.put(conversation('1', 5));
    clock.now = 1000;

    expect(ids()).toEqual(['1']);
    expect(index.current().get('1')).toEqual(conversation('1', 5));
    expect(isConversation(index.current().get('1') ?? conversation('0', 0))).toBe(true);
  });
});
