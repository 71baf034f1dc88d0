import { describe, expect, it } from '@jest/globals';
import { passSince } from '../../lib/paging/position.ts';
import { rows } from '../helpers/rows.ts';
import { advanceBehind } from './advance-behind.ts';
import { listPage } from './list-page.ts';
import { delivered } from './positions.ts';
import { top } from './top.ts';

describe('what advance remembers', () => {
  it.each([
    ['in the middle of a pass', 'n', 1_000],
    ['at its end', null, null],
  ])('should carry on with what the passes have shown, %s', (_, next, begunAt) => {
    const progress = {
      isQuiet: false,
      isSettled: true,
      newest: 9,
      newestSince: 500,
      hasTop: false,
      seenAt: 600,
    };
    const catchUp = { begunAt: 1_000, ...progress };
    const { position } = advanceBehind({ ...passSince(1), catchUp }, listPage('a5', next));
    expect(position.catchUp).toStrictEqual({ begunAt, ...progress });
  });

  it('should deliver the very rows', () => {
    const list = listPage('a5 b4', 'n');
    const { fresh } = advanceBehind({ ...top, delivered: delivered('a5') }, list);
    expect(fresh[0]).toBe(list.items[1]);
  });

  it('should remember rows above the newest second only where the list is not ordered', () => {
    const from = { ...top, page: 2, cursor: 'm', newest: 5, delivered: delivered('a5') };
    const list = listPage('b6 c5 d4', 'n');
    const ordered = advanceBehind(from, list).position.delivered;
    const unordered = advanceBehind(from, list, { remembersNewer: true }).position.delivered;
    expect(ordered.toMap()).toEqual(delivered('a5 c5').toMap());
    expect(unordered.toMap()).toEqual(delivered('a5 b6 c5').toMap());
  });

  it('should leave out known rows, not those that the position has met since', () => {
    const from = { ...top, page: 2, cursor: 'm', newest: 5, delivered: delivered('a5 b5') };
    const known = delivered('a5').toMap();
    const { fresh, duplicates } = advanceBehind(from, listPage('a5 b5', 'n'), { known });
    expect(fresh).toEqual(rows('b5'));
    expect(duplicates).toBe(1);
  });

  it('should remember no more than the newest second of a long list', () => {
    let position = top;
    for (let index = 0; index < 100; index += 1) {
      position = advanceBehind(
        position,
        listPage(`a${999 - 2 * index} b${998 - 2 * index}`, 'n'),
      ).position;
    }
    expect([...position.delivered.toMap()]).toEqual([['a', 999]]);
  });
});
