import { describe, expect, it } from '@jest/globals';
import {
  advance,
  deliver,
  nextSweep,
  startAfter,
  sweepDownTo,
  type ListPage,
  type Position,
  type Row,
} from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';

/** What has been delivered, written as {@link rows}. */
function delivered(text: string): Position['delivered'] {
  return new Map(rows(text).map(({ id, updated_at }) => [id, updated_at]));
}

/** A page with these rows. */
function page(text: string, next: string | null, number: number | null = null): ListPage<Row> {
  return { items: rows(text), number, next };
}

const top: Position = startAfter(null);

describe('startAfter', () => {
  it.each([null, 'c'])('should be the first page of the walk itself: %s', (cursor) => {
    expect(startAfter(cursor)).toStrictEqual({
      sweep: 0,
      page: 1,
      cursor,
      mark: null,
      downTo: null,
      delivered: new Map(),
    });
  });
});

describe('sweepDownTo', () => {
  it.each([null, 0, 1_767_225_600])('should be the top of the list, down to %s', (downTo) => {
    expect(sweepDownTo(downTo)).toStrictEqual({
      sweep: 1,
      page: 1,
      cursor: null,
      mark: null,
      downTo,
      delivered: new Map(),
    });
  });
});

describe('nextSweep', () => {
  const behind: Position = {
    sweep: 3,
    page: 7,
    cursor: 'c',
    mark: 5,
    downTo: 2,
    delivered: delivered('a6 b5 c4 d2'),
  };

  it('should be the top of the list, down to where this sweep began', () => {
    expect(nextSweep(behind)).toStrictEqual({
      sweep: 4,
      page: 1,
      cursor: null,
      mark: null,
      downTo: 5,
      delivered: delivered('a6 b5'),
    });
  });

  it('should forget nothing that may be met again, and change nothing', () => {
    nextSweep(behind);
    expect(behind.delivered).toEqual(delivered('a6 b5 c4 d2'));
    expect(nextSweep({ ...behind, mark: 2 }).delivered).toEqual(behind.delivered);
  });

  it('should read to the end of the list after a walk that met no row', () => {
    expect(nextSweep(top)).toStrictEqual(sweepDownTo(null));
  });
});

describe('deliver', () => {
  const position: Position = { ...top, page: 2, cursor: 'c', mark: 5, delivered: delivered('a5') };

  it('should take note of the rows, and stay where it is', () => {
    expect(deliver(position, rows('b3 c2'))).toStrictEqual({
      ...position,
      delivered: delivered('a5 b3 c2'),
    });
    expect(position.delivered).toEqual(delivered('a5'));
  });

  it('should take the later time of a row that has come before', () => {
    expect(deliver(position, rows('a7')).delivered).toEqual(delivered('a7'));
  });

  it('should change nothing for no rows', () => {
    expect(deliver(position, [])).toStrictEqual(position);
  });
});

/** A name, the position, the page, what is to be delivered, the duplicates, and where it leads. */
type Case = [string, Partial<Position>, ListPage<Row>, string, number, boolean, Partial<Position>];

const cases: Case[] = [
  [
    'the first page of a walk',
    {},
    page('a5 b5 c3', 'n', 1),
    'a5 b5 c3',
    0,
    false,
    { page: 2, cursor: 'n', mark: 5, delivered: delivered('a5 b5') },
  ],
  [
    'a page that does not tell its number',
    { page: 4, cursor: 'm', mark: 9 },
    page('a5', 'n'),
    'a5',
    0,
    false,
    { page: 5, cursor: 'n', mark: 9 },
  ],
  [
    'a page that tells another number',
    { page: 4, cursor: 'm', mark: 9 },
    page('a5', 'n', 8),
    'a5',
    0,
    false,
    { page: 9, cursor: 'n', mark: 9 },
  ],
  [
    'a page that begins with the newest second, too',
    { page: 2, cursor: 'm', mark: 5, delivered: delivered('a5 b5') },
    page('c5 d4', 'n'),
    'c5 d4',
    0,
    false,
    { page: 3, cursor: 'n', mark: 5, delivered: delivered('a5 b5 c5') },
  ],
  [
    'the last page of a walk',
    { page: 2, cursor: 'm', mark: 5, delivered: delivered('a5') },
    page('c5 d4', null),
    'c5 d4',
    0,
    true,
    { sweep: 1, downTo: 5, delivered: delivered('a5 c5') },
  ],
  [
    'a walk of one page',
    {},
    page('a5 b3', null),
    'a5 b3',
    0,
    true,
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
  ],
  ['an empty first page', {}, page('', 'n'), '', 0, false, { page: 2, cursor: 'n' }],
  [
    'the page after an empty first page',
    { page: 2, cursor: 'm' },
    page('a5 b3', 'n'),
    'a5 b3',
    0,
    false,
    { page: 3, cursor: 'n', mark: 5, delivered: delivered('a5') },
  ],
  [
    'an empty page on the way',
    { page: 2, cursor: 'm', mark: 5, delivered: delivered('a5') },
    page('', 'n'),
    '',
    0,
    false,
    { page: 3, cursor: 'n', mark: 5, delivered: delivered('a5') },
  ],
  ['an empty list', {}, page('', null), '', 0, true, { sweep: 1 }],
  [
    'a page of which a part is delivered',
    { page: 2, cursor: 'm', mark: 9, delivered: delivered('a5 c3') },
    page('a5 b4 c3 d2', 'n'),
    'b4 d2',
    2,
    false,
    { page: 3, cursor: 'n', mark: 9, delivered: delivered('a5 c3') },
  ],
  [
    'a delivered row that has changed',
    { page: 2, cursor: 'm', mark: 5, delivered: delivered('a5 c3') },
    page('a6 c4', 'n'),
    'a6 c4',
    0,
    false,
    { page: 3, cursor: 'n', mark: 5, delivered: delivered('a6 c3') },
  ],
  [
    'a delivered row that has become older',
    { page: 2, cursor: 'm', mark: 5, delivered: delivered('a5') },
    page('a4 b3', 'n'),
    'b3',
    1,
    false,
    { page: 3, cursor: 'n', mark: 5, delivered: delivered('a5') },
  ],
  [
    'a sweep that comes down on its first page',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('d8 a5 c3', 'n'),
    'd8',
    1,
    true,
    { sweep: 2, downTo: 8, delivered: delivered('d8') },
  ],
  [
    'a sweep that finds nothing new',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('a5 c3', 'n'),
    '',
    1,
    true,
    { sweep: 2, downTo: 5, delivered: delivered('a5') },
  ],
  [
    'a sweep that finds another row of the second it reads down to',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('a5 b5 c3', 'n'),
    'b5',
    1,
    true,
    { sweep: 2, downTo: 5, delivered: delivered('a5 b5') },
  ],
  [
    'a sweep whose whole page is new',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('d8 e7 f5', 'n'),
    'd8 e7 f5',
    0,
    false,
    { sweep: 1, page: 2, cursor: 'n', mark: 8, downTo: 5, delivered: delivered('a5 d8') },
  ],
  [
    'the end of a longer sweep',
    { sweep: 1, page: 2, cursor: 'm', mark: 8, downTo: 5, delivered: delivered('a5 d8') },
    page('f5 a5 c3', 'n'),
    'f5',
    1,
    true,
    { sweep: 2, downTo: 8, delivered: delivered('d8') },
  ],
  [
    'a sweep that ends with the list',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('d8 a5', null),
    'd8',
    1,
    true,
    { sweep: 2, downTo: 8, delivered: delivered('d8') },
  ],
  [
    'a sweep down to the end of the list',
    { sweep: 1 },
    page('d8 a1', 'n'),
    'd8 a1',
    0,
    false,
    { sweep: 1, page: 2, cursor: 'n', mark: 8, delivered: delivered('d8') },
  ],
  [
    'a sweep of a list that has lost its newest row',
    { sweep: 1, downTo: 5, delivered: delivered('a5 b5') },
    page('c3 d2', 'n'),
    '',
    0,
    true,
    { sweep: 2, downTo: 5, delivered: delivered('a5 b5') },
  ],
  [
    'a sweep of a list that has lost all rows',
    { sweep: 1, downTo: 5, delivered: delivered('a5') },
    page('', null),
    '',
    0,
    true,
    { sweep: 2, downTo: 5, delivered: delivered('a5') },
  ],
];

describe('advance', () => {
  it.each(cases)('should move behind %s', (_, from, list, fresh, duplicates, isOver, to) => {
    const position = { ...top, ...from };
    const before = structuredClone(position);
    expect(advance(position, list)).toStrictEqual({
      fresh: rows(fresh),
      duplicates,
      isOver,
      position: { ...top, ...to },
    });
    expect(position).toEqual(before);
  });

  it('should deliver the very rows', () => {
    const list = page('a5 b4', 'n');
    const { fresh } = advance({ ...top, delivered: delivered('a5') }, list);
    expect(fresh[0]).toBe(list.items[1]);
  });

  it('should take note of rows newer than the mark only where the list is not ordered', () => {
    const from = { ...top, page: 2, cursor: 'm', mark: 5, delivered: delivered('a5') };
    const list = page('b6 c5 d4', 'n');
    const ordered = advance(from, list).position;
    const unordered = advance(from, list, { isUnordered: true }).position;
    expect(ordered.delivered).toEqual(delivered('a5 c5'));
    expect(unordered.delivered).toEqual(delivered('a5 b6 c5'));
  });

  it('should leave out what is known, not what the position has met since', () => {
    const from = { ...top, page: 2, cursor: 'm', mark: 5, delivered: delivered('a5 b5') };
    const { fresh, duplicates } = advance(from, page('a5 b5', 'n'), { known: delivered('a5') });
    expect(fresh).toEqual(rows('b5'));
    expect(duplicates).toBe(1);
  });

  it('should remember no more than the newest second of a long walk', () => {
    let position = top;
    for (let index = 0; index < 100; index += 1) {
      position = advance(position, page(`a${999 - 2 * index} b${998 - 2 * index}`, 'n')).position;
    }
    expect([...position.delivered]).toEqual([['a', 999]]);
  });
});
