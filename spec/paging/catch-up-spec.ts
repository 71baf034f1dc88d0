import { describe, expect, it } from '@jest/globals';
import { delayNextPass, judge, NOT_STARTED, startPass } from '../../lib/paging/catch-up.ts';
import { createDelivered } from '../../lib/paging/delivered.ts';
import { advance } from '../../lib/paging/advance.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import type { CatchUpProgress } from '../../lib/types/checkpoint.ts';

/** In the middle of a pass that began at second 5, where all is quiet. */
const underWay: CatchUpProgress = {
  startedAt: 5_000,
  isQuiet: true,
  isSettled: false,
  newest: 9,
  newestSince: 4_000,
  hasTop: false,
  seenAt: 5_000,
};

describe('startPass', () => {
  it.each<[string, CatchUpProgress, number, Partial<CatchUpProgress>]>([
    ['begin the first pass now', NOT_STARTED, 7_000, { startedAt: 7_000 }],
    ['begin a pass now', { ...underWay, startedAt: null }, 7_000, { startedAt: 7_000 }],
    [
      'begin each pass quietly',
      { ...underWay, startedAt: null, isQuiet: false },
      7_000,
      { startedAt: 7_000, isQuiet: true },
    ],
    ['go on with a pass of an earlier run', underWay, 7_000, {}],
    ['go on with its news', { ...underWay, isQuiet: false }, 7_000, {}],
    ['not trust what it has seen before a pause', underWay, 7_001, { isQuiet: false }],
    [
      'not trust it where that is not known',
      { ...underWay, seenAt: null },
      7_000,
      { isQuiet: false },
    ],
    [
      'not begin later than now, where the clock was set back',
      underWay,
      4_500,
      { startedAt: 4_500, isQuiet: false },
    ],
    [
      'have seen nothing later than that',
      underWay,
      3_000,
      { startedAt: 3_000, newestSince: 3_000, isQuiet: false },
    ],
    ['keep the verdict on the pass before', { ...underWay, isSettled: true }, 7_000, {}],
    [
      'forget that verdict after a pause',
      { ...underWay, startedAt: null, isSettled: true },
      7_001,
      { startedAt: 7_001, isSettled: false },
    ],
  ])('should %s', (_, state, now, expected) => {
    expect(startPass(state, now)).toStrictEqual({ ...state, ...expected });
  });
});

describe('delayNextPass', () => {
  it.each<[string, Partial<CatchUpProgress>, number, number]>([
    ['not wait after news', { isQuiet: false }, 4_000, 0],
    ['not wait where the list has begun alike for long', { newestSince: null }, 4_000, 0],
    ['wait for a second where the list has just changed', {}, 4_000, 1_000],
    ['wait for what is left of the second', {}, 4_400, 600],
    ['not wait when the second has ended', {}, 5_000, 0],
    ['not wait long after it', {}, 60_000, 0],
    ['wait for no more than a second, where the clock was set back', {}, 1_000, 1_000],
  ])('should %s', (_, state, now, expected) => {
    expect(delayNextPass({ ...underWay, ...state }, now)).toBe(expected);
  });
});

describe('judge', () => {
  const before = { pass: 1, page: 1 };
  const middle = { pass: 1, page: 2 };
  const settled = { ...underWay, isSettled: true };
  const hasTop = true;
  type Page = Parameters<typeof judge>[1];

  /** A page of a list that begins with second 9, without news. */
  const page: Page = { before, top: 9, fresh: [], isOver: false };
  /** The only page of a pass, and the last one of several. */
  const last: Page = { ...page, isOver: true };
  const end: Page = { ...last, before: middle };
  const endWithoutRows: Page = { ...end, before: middle, top: null };

  it.each<[string, CatchUpProgress, Page]>([
    ['a pass of one page without news', underWay, last],
    ['the first page of a pass after a settled one', settled, page],
    ['the first page below rows dated ahead', settled, { ...page, before: middle }],
    ['the first page where the time of a row has come', settled, { ...page, top: 11 }],
    ['a second settled pass of a list without rows', settled, endWithoutRows],
  ])('should know that all is delivered after %s', (_, state, shown) => {
    expect(judge(state, shown, 6_000)).toStrictEqual({ state: expect.anything(), isDone: true });
  });

  it.each<[string, CatchUpProgress, Page, Partial<CatchUpProgress>]>([
    ['a page of the first reading', settled, { ...page, before: { ...before, pass: 0 } }, {}],
    [
      'the last page of the first reading',
      settled,
      { ...last, before: { ...before, pass: 0 } },
      { startedAt: null },
    ],
    ['a page with news', settled, { ...page, fresh: ['x'] }, { isQuiet: false, hasTop }],
    [
      'a pass of one page with news',
      settled,
      { ...last, fresh: ['x'] },
      { startedAt: null, isQuiet: false, isSettled: false },
    ],
    ['the first page of a pass after an unsettled one', underWay, page, { hasTop }],
    ['a page where all rows are dated ahead', settled, { ...page, top: null }, {}],
    [
      'the first page where the list begins otherwise',
      settled,
      { ...page, top: 8 },
      { newest: 8, newestSince: 6_000, hasTop },
    ],
    ['a page in the middle of a pass', { ...settled, hasTop }, { ...page, before: middle }, {}],
    [
      'a pass that is the first settled one',
      { ...underWay, hasTop },
      end,
      { startedAt: null, isSettled: true, hasTop: false },
    ],
    [
      'a pass with news on an earlier page',
      { ...settled, isQuiet: false },
      end,
      { startedAt: null, isSettled: false },
    ],
    [
      'a pass that began within the newest second',
      { ...settled, newestSince: 4_001, hasTop },
      end,
      { startedAt: null, isSettled: false, hasTop: false },
    ],
  ])('should want another pass after %s', (_, state, shown, expected) => {
    expect(judge(state, shown, 6_000)).toStrictEqual({
      state: { ...state, seenAt: 6_000, ...expected },
      isDone: false,
    });
  });
});

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
        const advanced = advance(before, { items, number: index + 1, next });
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
