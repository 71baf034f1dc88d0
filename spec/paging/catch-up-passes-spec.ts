import { describe, expect, it } from '@jest/globals';
import { delayNextPass, judge, NOT_STARTED, startPass } from '../../lib/paging/catch-up.ts';
import { createDelivered } from '../../lib/paging/delivered.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import type { CatchUpProgress } from '../../lib/types/checkpoint.ts';
import { advanceBehind } from './advance-behind.ts';

/** Catches up as a walk would, with a clock set by hand; its state is stored after each page. */
function createRun(start: Position): {
  /** Reads these pages in one pass, the clock at this time before and during it. */
  pass: (time: number, ...pages: readonly (readonly number[])[]) => readonly boolean[];
  delay: (time: number) => number;
} {
  let position = start;
  const store = (state: CatchUpProgress): void => {
    position = { ...position, catchUp: JSON.parse(JSON.stringify(state)) as CatchUpProgress };
  };
  return {
    delay: (time) => delayNextPass(position.catchUp, time),
    pass(time, ...pages) {
      store(startPass(position.catchUp, time));
      return pages.map((seconds, index) => {
        const before = position;
        const items = seconds.map((updated_at) => ({ id: String(updated_at), updated_at }));
        const next = index === pages.length - 1 ? null : `after-${index}`;
        const advanced = advanceBehind(before, { items, number: index + 1, next });
        position = advanced.position;
        const { state, isDone } = judge(before.catchUp, { ...advanced, before }, time);
        store(state);
        return isDone;
      });
    },
  };
}

/** In pass 1 down to second 9, where the rows of these seconds are delivered. */
function afterFirstReading(...seconds: readonly number[]): Position {
  const delivered = createDelivered(seconds.map((second) => [String(second), second]));
  return { ...passSince(9), delivered };
}

describe('catching up', () => {
  it('should not end with the first reading', () => {
    const { pass, delay } = createRun(startAfter(null));
    expect(pass(0, [])).toEqual([false]);
    expect(delay(0)).toBe(0);
    expect(pass(0, [])).toEqual([true]);
  });

  it('should read again at once after a pass of one page with news', () => {
    const { pass, delay } = createRun(afterFirstReading(9));
    expect(pass(0, [10, 9])).toEqual([false]);
    expect(delay(0)).toBe(0);
    expect(pass(0, [10, 9])).toEqual([true]);
  });

  it('should wait after a longer pass until the second of its newest row has ended', () => {
    const { pass, delay } = createRun(afterFirstReading(9, 9.1));
    expect(pass(5_000, [9.1], [9])).toEqual([false, false]);
    expect([5_000, 5_400, 7_000].map(delay)).toEqual([1_000, 600, 0]);
  });

  it.each([
    [999, false],
    [1_000, true],
  ])('should count a longer pass %i ms after its newest row was first seen: %s', (wait, counts) => {
    const { pass } = createRun(afterFirstReading(9, 9.1));
    const same = [9.1];
    expect(pass(5_000, [9.1, 9.1], [9.1, 9])).toEqual([false, false]);
    expect(pass(5_000 + wait, same, same)).toEqual([false, false]);
    expect(pass(8_000, same, same)[0]).toBe(counts);
  });

  it('should begin anew when the newest row has changed', () => {
    const { pass, delay } = createRun(afterFirstReading(9, 9.1));
    pass(5_000, [9.1], [9.1]);
    expect(pass(6_000, [9.1], [9.1])).toEqual([false, false]);
    expect(pass(7_000, [11], [9.1])).toEqual([false, false]);
    expect(delay(7_000)).toBe(0);
    expect(pass(7_100, [11], [11])).toEqual([false, false]);
    expect(delay(7_100)).toBe(900);
    expect(pass(8_000, [11], [11])).toEqual([false, false]);
    expect(pass(8_100, [11], [11])[0]).toBe(true);
  });

  it('should read again after news on a later page, too', () => {
    const { pass, delay } = createRun(afterFirstReading(9.1));
    pass(5_000, [9.1], [9.1]);
    expect(pass(6_000, [9.1], [9.3])).toEqual([false, false]);
    expect(delay(6_000)).toBe(0);
    expect(pass(7_000, [9.1], [9.1])).toEqual([false, false]);
    expect(pass(8_000, [9.1], [9.1])[0]).toBe(true);
  });

  it('should not trust a pass whose first pages another run has read', () => {
    const { pass, delay } = createRun({
      ...afterFirstReading(9),
      page: 2,
      cursor: 'b',
      catchUp: { ...NOT_STARTED, hasTop: true },
    });
    expect(pass(0, [9])).toEqual([false]);
    expect(delay(0)).toBe(0);
    expect(pass(0, [9])).toEqual([true]);
  });

  it('should end with a list of several pages that shows no row', () => {
    const { pass } = createRun(passSince(null));
    expect(pass(0, [], [])).toEqual([false, false]);
    expect(pass(0, [], [])).toEqual([false, true]);
  });

  it('should not take an empty page for the beginning of the list', () => {
    const { pass } = createRun(afterFirstReading(9));
    expect(pass(5_000, [9], [9])).toEqual([false, false]);
    expect(pass(6_000, [9], [9])).toEqual([false, false]);
    expect(pass(7_000, [], [11])).toEqual([false, false]);
  });

  it('should wait no longer than a second, and end, when the clock is set back', () => {
    const { pass, delay } = createRun(afterFirstReading(9.1));
    pass(5_000_000, [9.1], [9.1]);
    expect(delay(1_000)).toBe(1_000);
    pass(2_000, [9.1], [9.1]);
    expect(delay(2_000)).toBe(1_000);
    expect(pass(3_000, [9.1], [9.1])).toEqual([false, false]);
    expect(pass(3_000, [9.1], [9.1])[0]).toBe(true);
  });
});
