import { describe, expect, it } from '@jest/globals';
import { createDelivered } from '../../lib/paging/delivered.ts';
import { createRecent } from '../../lib/ranges/recent.ts';
import { rows } from '../helpers/rows.ts';
import { countSteps } from '../paging/count-steps.ts';

/** A time behind all rows. */
const late = () => 1_000;

describe('createRecent', () => {
  it('should know the rows it began with, and those added, until they change', () => {
    const recent = createRecent(createDelivered([['a', 5]]), late);
    recent.add(rows('b6'), 0);
    expect(rows('a5 a6 b6 b7 c1').map(recent.isNew)).toEqual([false, true, false, true, true]);
  });

  it('should take a row that was dated ahead for new whatever its date says now', () => {
    const recent = createRecent(
      createDelivered([
        ['a', 9],
        ['b', 9],
      ]),
      () => 7,
    );
    expect(rows('a5 a9 b10').map(recent.isNew)).toEqual([true, false, true]);
  });

  it('should add no row that lies before the second', () => {
    const recent = createRecent(createDelivered(), late);
    const delivered = recent.add(rows('a5 b6'), 6);
    expect([...delivered.toMap()]).toEqual([['b', 6]]);
    expect(rows('a5 b6').map(recent.isNew)).toEqual([true, false]);
  });

  it('should leave what it returned before as it was', () => {
    const recent = createRecent(createDelivered(), late);
    const before = recent.add(rows('a5'), 0);
    recent.add(rows('a6 b6'), 0);
    expect([...before.toMap()]).toEqual([['a', 5]]);
  });

  const page = (index: number) =>
    Array.from({ length: 50 }, (_, row) => ({ id: `${index}-${row}`, updated_at: index }));

  it('should forget in time', () => {
    const recent = createRecent(createDelivered(), late);
    let most = 0;
    for (let index = 0; index < 200; index += 1) {
      most = Math.max(most, recent.add(page(index), index - 3).toMap().size);
    }
    expect(most).toBeLessThan(1_100);
    expect(page(199).map(recent.isNew)).not.toContain(true);
  });

  it('should be linear where all rows stay', () => {
    const steps = countSteps(() => {
      const recent = createRecent(createDelivered(), late);
      for (let index = 0; index < 400; index += 1) recent.add(page(index), 0);
    });
    expect(steps / 20_000).toBeLessThan(30);
  });
});
