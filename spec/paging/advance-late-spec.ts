import { describe, expect, it } from '@jest/globals';
import type { AdvanceConfig } from '../../lib/paging/advance.ts';
import { passSince, startAfter, type Position } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';
import { advanceBehind } from './advance-behind.ts';
import { delivered } from './positions.ts';

/** Moves on behind a page of these rows that another page follows. */
function move(position: Position, text: string, config: Partial<AdvanceConfig> = {}) {
  return advanceBehind(position, { items: rows(text), number: null, next: 'n' }, config);
}

const top = startAfter(null);
const inside: Position = { ...top, page: 2, cursor: 'm', newest: 9 };

describe('a row of advance that is dated ahead of the server', () => {
  it('should not be the newest one of the pass', () => {
    expect(move(top, 'a99 b8', { now: 10 }).position.newest).toBe(8);
    expect(move(top, 'a9 b8', { now: 10 }).position.newest).toBe(9);
    expect(move(passSince(12), 'a99', { now: 10 }).position.newest).toBeNull();
    expect(move(passSince(12), 'a99 b8', { now: 10 }).position.since).toBe(12);
  });

  it('should be delivered, and remembered, because each pass meets it again', () => {
    const { fresh, position } = move(top, 'a99 b98 c9 d8', { now: 10 });
    expect(fresh).toEqual(rows('a99 b98 c9 d8'));
    expect([...position.delivered.toMap().keys()]).toEqual(['a', 'b', 'c']);
    expect(move(inside, 'e99 f8', { now: 10 }).position.delivered.has('e')).toBe(true);
  });
});

describe('a row of advance that was dated ahead', () => {
  const known = new Map([['a', 99]]);

  it.each<[string, string, number, string]>([
    ['not again with the same date', 'a99', 10, ''],
    ['again with a later date', 'a100', 10, 'a100'],
    ['again when its date is corrected', 'a9', 10, 'a9'],
    ['not with an older date once its own has come', 'a98', 99, ''],
  ])('should be delivered %s', (_, text, now, fresh) => {
    const position = { ...passSince(1), delivered: delivered('a99') };
    expect(move(position, text, { known, now }).fresh).toEqual(fresh === '' ? [] : rows(fresh));
  });

  it('should not hide what changes below it during the pass', () => {
    const { delivered: remembered } = move(inside, 'c12 d9', {
      now: 12,
      remembersNewer: true,
    }).position;
    expect([...remembered.toMap().keys()]).toEqual(['c', 'd']);
  });
});

describe('the time that a pass of advance began', () => {
  it.each<[string, Position, number | null, number | null]>([
    ['when its first page was requested', top, 7, 7],
    ['not known where the server does not say', top, null, null],
    ['not known from inside the list', inside, 7, null],
    ['that of its first page still', { ...inside, startedAt: 5 }, 7, 5],
  ])('should be %s', (_, position, requestedAt, expected) => {
    expect(move(position, 'a9', { requestedAt }).position.startedAt).toBe(expected);
  });

  it('should decide down to where the next pass reads', () => {
    const page = { items: rows('a9 b8'), number: null, next: null };
    const { position } = advanceBehind(top, page, { requestedAt: 12 });
    expect(position).toMatchObject({ pass: 1, since: 9, lateBefore: 12 });
    expect([...position.delivered.toMap().keys()]).toEqual(['a']);
  });
});

describe('a change that advance looks back for', () => {
  it.each<[number, Partial<Position>, string]>([
    [0, {}, 'a9'],
    [1, {}, 'a9 b8'],
    [2, {}, 'a9 b8 c7'],
    [1, { startedAt: 10 }, 'a9'],
    [99, { since: 7 }, 'a9 b8 c7'],
  ])('should be remembered for %i seconds, at %j', (lookBack, from, remembered) => {
    const { position } = move({ ...inside, ...from }, 'a9 b8 c7 d6', { lookBack });
    expect(position.delivered.toMap()).toEqual(delivered(remembered).toMap());
  });

  it.each<[string, Position, number]>([
    ['none before the first pass is over', top, 0],
    ['none where no row is older', { ...passSince(1), lateBefore: 6 }, 0],
    ['the oldest one', { ...passSince(1), lateBefore: 9 }, 3],
    [
      'not one that was delivered',
      { ...passSince(1), lateBefore: 9, delivered: delivered('d6') },
      2,
    ],
  ])('should say by how much it was late: %s', (_, position, lateness) => {
    expect(move(position, 'a9 b8 c7 d6').lateness).toBe(lateness);
  });

  it('should not be late where a page has no rows', () => {
    expect(move({ ...passSince(1), lateBefore: 9 }, '').lateness).toBe(0);
  });
});

describe('the top of advance', () => {
  it.each<[string, Position, string, string | null, number | null]>([
    ['the time of the first row', passSince(1), 'a9 b8', 'n', 9],
    ['that of the first row not dated ahead', passSince(1), 'a99 b10 c9', 'n', 10],
    ['unknown where all rows are dated ahead', passSince(1), 'a99', 'n', null],
    ['also older than the pass reads down to', passSince(5), 'a3', 'n', 3],
    ['unknown on an empty page', passSince(5), '', 'n', null],
    ['unknown on an empty list', passSince(5), '', null, null],
  ])('should be %s', (_, position, text, next, expected) => {
    const page = { items: rows(text), number: null, next };
    expect(advanceBehind(position, page, { now: 10 }).top).toBe(expected);
  });
});
