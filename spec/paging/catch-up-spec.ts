import { describe, expect, it } from '@jest/globals';
import { delayNextPass, judge, NOT_STARTED, startPass } from '../../lib/paging/catch-up.ts';
import type { CatchUpProgress } from '../../lib/types/checkpoint.ts';

/** In the middle of a pass that began at second 5, where all is quiet. */
const underWay: CatchUpProgress = {
  begunAt: 5_000,
  isQuiet: true,
  isSettled: false,
  newest: 9,
  newestSince: 4_000,
  hasTop: false,
  seenAt: 5_000,
};

describe('startPass', () => {
  it.each<[string, CatchUpProgress, number, Partial<CatchUpProgress>]>([
    ['begin the first pass now', NOT_STARTED, 7_000, { begunAt: 7_000 }],
    ['begin a pass now', { ...underWay, begunAt: null }, 7_000, { begunAt: 7_000 }],
    [
      'begin each pass quietly',
      { ...underWay, begunAt: null, isQuiet: false },
      7_000,
      { begunAt: 7_000, isQuiet: true },
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
      { begunAt: 4_500, isQuiet: false },
    ],
    [
      'have seen nothing later than that',
      underWay,
      3_000,
      { begunAt: 3_000, newestSince: 3_000, isQuiet: false },
    ],
    ['keep the verdict on the pass before', { ...underWay, isSettled: true }, 7_000, {}],
    [
      'forget that verdict after a pause',
      { ...underWay, begunAt: null, isSettled: true },
      7_001,
      { begunAt: 7_001, isSettled: false },
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
      { begunAt: null },
    ],
    ['a page with news', settled, { ...page, fresh: ['x'] }, { isQuiet: false, hasTop }],
    [
      'a pass of one page with news',
      settled,
      { ...last, fresh: ['x'] },
      { begunAt: null, isQuiet: false, isSettled: false },
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
      { begunAt: null, isSettled: true, hasTop: false },
    ],
    [
      'a pass with news on an earlier page',
      { ...settled, isQuiet: false },
      end,
      { begunAt: null, isSettled: false },
    ],
    [
      'a pass that began within the newest second',
      { ...settled, newestSince: 4_001, hasTop },
      end,
      { begunAt: null, isSettled: false, hasTop: false },
    ],
  ])('should want another pass after %s', (_, state, shown, expected) => {
    expect(judge(state, shown, 6_000)).toStrictEqual({
      state: { ...state, seenAt: 6_000, ...expected },
      isDone: false,
    });
  });
});
