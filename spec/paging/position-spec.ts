import { describe, expect, it } from '@jest/globals';
import { NOT_STARTED } from '../../lib/paging/catch-up.ts';
import {
  deliver,
  nextPass,
  passSince,
  startAfter,
  type Position,
} from '../../lib/paging/position.ts';
import type { CatchUpProgress } from '../../lib/types/checkpoint.ts';
import { rows } from '../helpers/rows.ts';
import { delivered, plain } from './positions.ts';

const top: Position = startAfter(null);

/** A state of catching up in which each field differs from the first one. */
const catchUp: CatchUpProgress = {
  begunAt: 1_000,
  isQuiet: false,
  isSettled: true,
  newest: 9,
  newestSince: 500,
  hasTop: true,
  seenAt: 600,
};

describe('startAfter', () => {
  it.each([null, 'c'])('should be the first page of the first reading: %s', (cursor) => {
    expect(plain(startAfter(cursor))).toStrictEqual({
      pass: 0,
      page: 1,
      cursor,
      newest: null,
      startedAt: null,
      since: null,
      below: null,
      lateBefore: null,
      delivered: new Map(),
      catchUp: NOT_STARTED,
    });
  });
});

describe('passSince', () => {
  it.each([null, 0, 1_767_225_600])('should be the top of the list, down to %s', (since) => {
    expect(plain(passSince(since))).toStrictEqual({ ...plain(top), pass: 1, since });
  });
});

describe('nextPass', () => {
  const behind: Position = {
    pass: 3,
    page: 7,
    cursor: 'c',
    newest: 5,
    startedAt: null,
    since: 2,
    below: 4,
    lateBefore: 4,
    delivered: delivered('a6 b5 c4 d2'),
    catchUp,
  };

  it('should be the top of the list, down to the newest second of this pass', () => {
    expect(plain(nextPass(behind, 0))).toStrictEqual({
      pass: 4,
      page: 1,
      cursor: null,
      newest: null,
      startedAt: null,
      since: 5,
      below: null,
      lateBefore: 5,
      delivered: delivered('a6 b5').toMap(),
      catchUp: { ...catchUp, begunAt: null },
    });
  });

  it('should read down as far as this pass did when that met no row', () => {
    const next = plain(nextPass({ ...behind, newest: null }, 0));
    expect(next).toMatchObject({ since: 2, lateBefore: null });
    expect(next).toMatchObject({ delivered: behind.delivered.toMap() });
  });

  it.each<[string, Partial<Position>, number, number | null, number | null, string]>([
    [
      'down to the time this pass began, by the server',
      { startedAt: 6, below: 4 },
      0,
      5,
      6,
      'a6 b5',
    ],
    ['the second of the newest row again', { startedAt: 6, below: 5 }, 0, 5, 6, 'a6 b5'],
    ['it no more after that', { startedAt: 6, below: 5, since: 5 }, 0, 6, 6, 'a6'],
    ['where the newest row is not older than that', { startedAt: 4 }, 0, 5, 5, 'a6 b5'],
    ['and further down for late changes', { below: 3 }, 1, 4, 5, 'a6 b5 c4'],
    [
      'down to the first older row where the clocks are ahead',
      { startedAt: 99 },
      0,
      5,
      99,
      'a6 b5',
    ],
    ['as far as this pass did where it met no older row', { below: null }, 0, 2, 5, 'a6 b5 c4 d2'],
    ["from the server's time, too", { startedAt: 6 }, 1, 5, 6, 'a6 b5'],
    ['not further than this pass did', { below: 1 }, 99, 2, 5, 'a6 b5 c4 d2'],
    ['not to before 1970', { since: null, below: -9 }, 99, -8, 5, 'a6 b5 c4 d2'],
    [
      'to the end where all rows were dated ahead',
      { newest: null, since: null },
      99,
      null,
      null,
      'a6 b5 c4 d2',
    ],
  ])('should read %s', (_, from, lookBack, since, lateBefore, ids) => {
    expect(plain(nextPass({ ...behind, ...from }, lookBack))).toMatchObject({
      since,
      lateBefore,
      delivered: delivered(ids).toMap(),
    });
  });

  it('should forget no row that it may meet again, and change nothing', () => {
    nextPass(behind, 0);
    expect(behind.delivered.toMap()).toEqual(delivered('a6 b5 c4 d2').toMap());
    const next = nextPass({ ...behind, newest: 2 }, 0);
    expect(next.delivered.toMap()).toEqual(behind.delivered.toMap());
  });

  it('should read to the end of the list after a reading that met no row', () => {
    expect(plain(nextPass(top, 0))).toStrictEqual(plain(passSince(null)));
  });
});

describe('deliver', () => {
  const position: Position = {
    ...top,
    page: 2,
    cursor: 'c',
    newest: 5,
    delivered: delivered('a5'),
    catchUp: { ...catchUp, isQuiet: true },
  };

  it('should remember the rows, and stay where it is in a pass that is not quiet any more', () => {
    expect(plain(deliver(position, rows('b3 c2')))).toStrictEqual({
      ...position,
      delivered: delivered('a5 b3 c2').toMap(),
      catchUp: { ...catchUp, isQuiet: false },
    });
    expect(position.delivered.toMap()).toEqual(delivered('a5').toMap());
    expect(position.catchUp.isQuiet).toBe(true);
  });

  it('should take the later time of a row that was delivered before', () => {
    expect(deliver(position, rows('a7')).delivered.toMap()).toEqual(delivered('a7').toMap());
  });

  it.each([true, false])('should change nothing for no rows: isQuiet %s', (isQuiet) => {
    const stand = { ...position, catchUp: { ...catchUp, isQuiet } };
    expect(plain(deliver(stand, []))).toStrictEqual(plain(stand));
  });
});
