import { describe, expect, it } from '@jest/globals';
import { createCatchUp } from '../../lib/paging/catch-up.ts';
import { advance, startAfter, sweepDownTo, type Position } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';

/** A judge whose clock is set by hand, told of pages as a walk would. */
function createCourt(start: Position): {
  /** Reads these pages in one sweep, the clock at this time before and during it. */
  sweep: (time: number, ...pages: readonly (readonly number[])[]) => readonly boolean[];
  pause: () => number;
  clock: { time: number };
} {
  const clock = { time: 0 };
  const judge = createCatchUp({ now: () => clock.time });
  let position = start;
  return {
    clock,
    pause: judge.pause,
    sweep(time, ...pages) {
      clock.time = time;
      judge.begin();
      return pages.map((seconds, index) => {
        const before = position;
        const next = index === pages.length - 1 ? null : `after-${index}`;
        const page = advance(before, { items: rows(seconds.join(' ')), number: index + 1, next });
        position = page.position;
        return judge.isDone(before, page);
      });
    },
  };
}

/** At sweep 1 down to second 9, where these have been delivered. */
function afterWalk(...delivered: readonly number[]): Position {
  return {
    ...sweepDownTo(9),
    delivered: new Map(delivered.map((second) => [String(second), second])),
  };
}

describe('the judge of catching up', () => {
  it('should never let the walk itself be enough', () => {
    const { sweep, pause } = createCourt(startAfter(null));
    expect(sweep(0, [])).toEqual([false]);
    expect(pause()).toBe(0);
    expect(sweep(0, [])).toEqual([true]);
  });

  it('should take a sweep of one page without news for the end', () => {
    const { sweep } = createCourt(afterWalk(9));
    expect(sweep(0, [9, 8])).toEqual([true]);
  });

  it('should want another sweep after one with news, at once', () => {
    const { sweep, pause } = createCourt(afterWalk(9));
    expect(sweep(0, [10, 9])).toEqual([false]);
    expect(pause()).toBe(0);
    expect(sweep(0, [10, 9])).toEqual([true]);
  });

  it('should want a longer sweep begun when its second is over, and the same top after it', () => {
    const { sweep, pause, clock } = createCourt(afterWalk(9, 9.1));
    expect(sweep(5_000, [9.1], [9])).toEqual([false, false]);
    expect(pause()).toBe(1_000);
    clock.time = 5_400;
    expect(pause()).toBe(600);
    clock.time = 7_000;
    expect(pause()).toBe(0);
  });

  it.each([
    [999, false],
    [1_000, true],
  ])('should count a longer sweep begun %i ms after its top was first seen: %s', (wait, counts) => {
    const { sweep } = createCourt(afterWalk(9, 9.1));
    const top = [9.1];
    expect(sweep(5_000, [9.1, 9.1], [9.1, 9])).toEqual([false, false]);
    expect(sweep(5_000 + wait, top, top)).toEqual([false, false]);
    expect(sweep(9_000, top, top)[0]).toBe(counts);
  });

  it('should begin anew where the top has changed', () => {
    const { sweep, pause } = createCourt(afterWalk(9, 9.1));
    sweep(5_000, [9.1], [9.1]);
    expect(sweep(6_000, [9.1], [9.1])).toEqual([false, false]);
    expect(sweep(7_000, [11], [9.1])).toEqual([false, false]);
    expect(pause()).toBe(0);
    expect(sweep(7_100, [11], [11])).toEqual([false, false]);
    expect(pause()).toBe(900);
    expect(sweep(8_000, [11], [11])).toEqual([false, false]);
    expect(sweep(8_100, [11], [11])[0]).toBe(true);
  });

  it('should want another sweep after news on a later page, too', () => {
    const { sweep, pause } = createCourt(afterWalk(9.1));
    sweep(5_000, [9.1], [9.1]);
    expect(sweep(6_000, [9.1], [9.3])).toEqual([false, false]);
    expect(pause()).toBe(0);
    expect(sweep(7_000, [9.1], [9.1])).toEqual([false, false]);
    expect(sweep(8_000, [9.1], [9.1])[0]).toBe(true);
  });

  it('should not trust a sweep that was resumed in the middle', () => {
    const { sweep, pause } = createCourt({ ...afterWalk(9), page: 2, cursor: 'b', mark: 9 });
    expect(sweep(0, [9])).toEqual([false]);
    expect(pause()).toBe(0);
    expect(sweep(0, [9])).toEqual([true]);
  });

  it('should end where a list of several pages shows no row at all', () => {
    const { sweep } = createCourt({ ...startAfter(null), sweep: 1 });
    expect(sweep(0, [], [])).toEqual([false, false]);
    expect(sweep(0, [], [])).toEqual([false, true]);
  });

  it('should wait no longer than a second, whatever the clock does', () => {
    const { sweep, pause, clock } = createCourt(afterWalk(9.1));
    sweep(5_000_000, [9.1], [9.1]);
    clock.time = 1_000;
    expect(pause()).toBe(1_000);
    sweep(2_000, [9.1], [9.1]);
    expect(pause()).toBe(1_000);
    expect(sweep(3_000, [9.1], [9.1])).toEqual([false, false]);
    expect(sweep(3_000, [9.1], [9.1])[0]).toBe(true);
  });
});
