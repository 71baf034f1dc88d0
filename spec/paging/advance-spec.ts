import { describe, expect, it } from '@jest/globals';
import type { ListPage } from '../../lib/paging/advance.ts';
import type { Row } from '../../lib/paging/delivered.ts';
import type { Position } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';
import { advanceBehind } from './advance-behind.ts';
import { listPage } from './list-page.ts';
import { delivered, plain } from './positions.ts';
import { top } from './top.ts';

/** A name, the position, the page, what is to be delivered, the duplicates, and where it leads. */
type Case = [string, Partial<Position>, ListPage<Row>, string, number, boolean, Partial<Position>];

const cases: Case[] = [
  [
    'the first page of a first reading',
    {},
    listPage('a5 b5 c3', 'n', 1),
    'a5 b5 c3',
    0,
    false,
    { page: 2, cursor: 'n', newest: 5, below: 3, delivered: delivered('a5 b5') },
  ],
  [
    'a page that does not tell its number',
    { page: 4, cursor: 'm', newest: 9 },
    listPage('a5', 'n'),
    'a5',
    0,
    false,
    { page: 5, cursor: 'n', newest: 9, below: 5 },
  ],
  [
    'a page that tells another number',
    { page: 4, cursor: 'm', newest: 9 },
    listPage('a5', 'n', 8),
    'a5',
    0,
    false,
    { page: 9, cursor: 'n', newest: 9, below: 5 },
  ],
  [
    'a page that begins with the newest second, too',
    { page: 2, cursor: 'm', newest: 5, delivered: delivered('a5 b5') },
    listPage('c5 d4', 'n'),
    'c5 d4',
    0,
    false,
    { page: 3, cursor: 'n', newest: 5, below: 4, delivered: delivered('a5 b5 c5') },
  ],
  [
    'the last page of a first reading',
    { page: 2, cursor: 'm', newest: 5, delivered: delivered('a5') },
    listPage('c5 d4', null),
    'c5 d4',
    0,
    true,
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5 c5') },
  ],
  [
    'a list of one page',
    {},
    listPage('a5 b3', null),
    'a5 b3',
    0,
    true,
    { pass: 1, since: 4, lateBefore: 5, delivered: delivered('a5') },
  ],
  ['an empty first page', {}, listPage('', 'n'), '', 0, false, { page: 2, cursor: 'n' }],
  [
    'the page after an empty first page',
    { page: 2, cursor: 'm' },
    listPage('a5 b3', 'n'),
    'a5 b3',
    0,
    false,
    { page: 3, cursor: 'n', newest: 5, below: 3, delivered: delivered('a5') },
  ],
  [
    'an empty page on the way',
    { page: 2, cursor: 'm', newest: 5, delivered: delivered('a5') },
    listPage('', 'n'),
    '',
    0,
    false,
    { page: 3, cursor: 'n', newest: 5, delivered: delivered('a5') },
  ],
  ['an empty list', {}, listPage('', null), '', 0, true, { pass: 1 }],
  [
    'a page of which a part is delivered',
    { page: 2, cursor: 'm', newest: 9, delivered: delivered('a5 c3') },
    listPage('a5 b4 c3 d2', 'n'),
    'b4 d2',
    2,
    false,
    { page: 3, cursor: 'n', newest: 9, below: 5, delivered: delivered('a5 c3') },
  ],
  [
    'a delivered row that has changed',
    { page: 2, cursor: 'm', newest: 5, delivered: delivered('a5 c3') },
    listPage('a6 c4', 'n'),
    'a6 c4',
    0,
    false,
    { page: 3, cursor: 'n', newest: 5, below: 4, delivered: delivered('a6 c3') },
  ],
  [
    'a delivered row that has become older',
    { page: 2, cursor: 'm', newest: 5, delivered: delivered('a5') },
    listPage('a4 b3', 'n'),
    'b3',
    1,
    false,
    { page: 3, cursor: 'n', newest: 5, below: 4, delivered: delivered('a5') },
  ],
  [
    'a pass that reads down to its end on its first page',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('d8 a5 c3', 'n'),
    'd8',
    1,
    true,
    { pass: 2, since: 6, lateBefore: 8, delivered: delivered('d8') },
  ],
  [
    'a pass that finds nothing new',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('a5 c3', 'n'),
    '',
    1,
    true,
    { pass: 2, since: 5, lateBefore: 5, delivered: delivered('a5') },
  ],
  [
    'a pass that finds another row of the second it reads down to',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('a5 b5 c3', 'n'),
    'b5',
    1,
    true,
    { pass: 2, since: 5, lateBefore: 5, delivered: delivered('a5 b5') },
  ],
  [
    'a pass whose whole page is new',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('d8 e7 f5', 'n'),
    'd8 e7 f5',
    0,
    false,
    {
      pass: 1,
      page: 2,
      cursor: 'n',
      newest: 8,
      since: 5,
      below: 7,
      lateBefore: 5,
      delivered: delivered('a5 d8'),
    },
  ],
  [
    'the end of a longer pass',
    { pass: 1, page: 2, cursor: 'm', newest: 8, since: 5, delivered: delivered('a5 d8') },
    listPage('f5 a5 c3', 'n'),
    'f5',
    1,
    true,
    { pass: 2, since: 6, lateBefore: 8, delivered: delivered('d8') },
  ],
  [
    'a pass that ends with the list',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('d8 a5', null),
    'd8',
    1,
    true,
    { pass: 2, since: 6, lateBefore: 8, delivered: delivered('d8') },
  ],
  [
    'a pass down to the end of the list',
    { pass: 1 },
    listPage('d8 a1', 'n'),
    'd8 a1',
    0,
    false,
    { pass: 1, page: 2, cursor: 'n', newest: 8, below: 1, delivered: delivered('d8') },
  ],
  [
    'a pass of a list that has lost its newest row',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5 b5') },
    listPage('c3 d2', 'n'),
    '',
    0,
    true,
    { pass: 2, since: 5, lateBefore: 5, delivered: delivered('a5 b5') },
  ],
  [
    'a pass of a list that has lost all rows',
    { pass: 1, since: 5, lateBefore: 5, delivered: delivered('a5') },
    listPage('', null),
    '',
    0,
    true,
    { pass: 2, since: 5, lateBefore: null, delivered: delivered('a5') },
  ],
];

describe('advance', () => {
  it.each(cases)('should move behind %s', (_, from, list, fresh, duplicates, isOver, to) => {
    const position = { ...top, ...from };
    const before = plain(position);
    const { position: behind, ...advanced } = advanceBehind(position, list);
    expect(advanced).toMatchObject({ fresh: rows(fresh), duplicates, isOver });
    expect(plain(behind)).toStrictEqual(plain({ ...top, ...to }));
    expect(plain(position)).toStrictEqual(before);
  });
});
