import { describe, expect, it, jest } from '@jest/globals';
import type { Row } from '../../lib/paging/delivered.ts';
import { createPending, type Pending } from '../../lib/paging/pending.ts';
import { deliver, startAfter, type Position } from '../../lib/paging/position.ts';
import { advanceBehind } from './advance-behind.ts';
import { countSteps } from './count-steps.ts';
import { delivered, plain } from './positions.ts';

function rows(ids: string): readonly Row[] {
  return Array.from(ids, (id) => ({ id, updated_at: 5 }));
}

// Counting millions of steps takes a busy machine some seconds.
jest.setTimeout(30_000);

/** Pages of `abc`, `de` and `fgh`; their rows are counted from 0 to 7. */
function threePages(): { readonly pending: Pending; readonly before: Record<1 | 2 | 3, Position> } {
  const pending = createPending();
  const before = {
    1: startAfter(null),
    2: { ...startAfter('p2'), page: 2, newest: 9, delivered: delivered('x9') },
    3: { ...startAfter('p3'), page: 3, newest: 9, delivered: delivered('x9') },
  };
  pending.add(before[1], rows('abc'));
  pending.add(before[2], rows('de'));
  pending.add(before[3], rows('fgh'));
  return { pending, before };
}

function plainPosition(pending: Pending): object | undefined {
  const position = pending.position();
  return position && plain(position);
}

describe('createPending', () => {
  it('should be empty at first', () => {
    const pending = createPending();
    expect(pending.size()).toBe(0);
    expect(pending.position()).toBeUndefined();
  });

  it('should stay empty with empty pages, which have no work', () => {
    const pending = createPending();
    pending.add(startAfter('a'), []);
    expect(pending.size()).toBe(0);
    expect(pending.position()).toBeUndefined();
  });

  it('should count the rows that are not finished', () => {
    const { pending } = threePages();
    const sizes = [pending.size()];
    for (const index of [0, 5, 1, 2, 4, 3, 7, 6]) {
      pending.remove(index);
      sizes.push(pending.size());
    }
    expect(sizes).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('should stand before the first page while no row is finished', () => {
    const { pending, before } = threePages();
    expect(pending.position()).toBe(before[1]);
  });

  it.each<[string, readonly number[], 1 | 2 | 3, string]>([
    ['the first row', [0], 1, 'a'],
    ['a row behind others', [2], 1, 'c'],
    ['rows of all pages', [1, 3, 7], 1, 'bdh'],
    ['a later page', [3, 4], 1, 'de'],
    ['the first page', [0, 1, 2], 2, 'x'],
    ['the first page, in another order', [2, 0, 1], 2, 'x'],
    ['the first page and rows behind it', [0, 6, 1, 4, 2], 2, 'xge'],
    ['the pages but for the last', [4, 2, 0, 3, 1], 3, 'x'],
    ['all but the last row', [0, 1, 2, 3, 4, 5, 6], 3, 'xfg'],
  ])('should stand where only finished rows count: %s', (_, finished, number, ids) => {
    const { pending, before } = threePages();
    for (const index of finished) pending.remove(index);
    const stand = before[number];
    const expected = Array.from(ids.replace('x', ''), (id) => ({ id, updated_at: 5 }));
    expect(plainPosition(pending)).toStrictEqual(plain(deliver(stand, expected)));
  });

  it('should have no position when all rows are finished', () => {
    const { pending } = threePages();
    for (const index of [7, 6, 5, 4, 3, 2, 1, 0]) pending.remove(index);
    expect(pending.position()).toBeUndefined();
  });

  it('should ignore an index that no row has', () => {
    const { pending, before } = threePages();
    pending.remove(8);
    expect(pending.size()).toBe(8);
    expect(pending.position()).toBe(before[1]);
  });

  it('should go on counting where pages were finished, empty ones between them', () => {
    const pending = createPending();
    pending.add(startAfter('p1'), rows('ab'));
    pending.remove(0);
    pending.remove(1);
    pending.add(startAfter('p2'), []);
    pending.add(startAfter('p3'), rows('cd'));
    pending.remove(3);
    expect(pending.size()).toBe(1);
    expect(plainPosition(pending)).toStrictEqual(plain(deliver(startAfter('p3'), rows('d'))));
  });

  it('should say that a pass is not quiet once one of its rows is finished', () => {
    const { pending } = threePages();
    expect(pending.position()?.catchUp.isQuiet).toBe(true);
    pending.remove(4);
    expect(pending.position()?.catchUp.isQuiet).toBe(false);
    for (const index of [0, 1, 2, 3]) pending.remove(index);
    expect(pending.position()?.catchUp.isQuiet).toBe(true);
  });

  it('should leave the positions it was given, and those it told, as they are', () => {
    const { pending, before } = threePages();
    const untouched = Object.values(before).map(plain);
    pending.remove(1);
    const told = pending.position();
    const toldPlain = told && plain(told);
    for (const index of [3, 5, 0, 2]) pending.remove(index);
    expect(Object.values(before).map(plain)).toStrictEqual(untouched);
    expect(told && plain(told)).toStrictEqual(toldPlain);
  });

  it('should keep no more of a row than its id and time', () => {
    const pending = createPending();
    const row = { id: 'a', updated_at: 5, body: 'long' };
    const before = startAfter(null);
    const kept: unknown[] = [];
    const spy = {
      ...before.delivered,
      with: (added: readonly Row[]) => {
        kept.push(...added);
        return before.delivered.with(added);
      },
    };
    pending.add({ ...before, delivered: spy }, [row, { id: 'b', updated_at: 5 }]);
    pending.remove(0);
    expect(pending.position()?.delivered.has('a')).toBe(true);
    expect(kept).toEqual([{ id: 'a', updated_at: 5 }]);
  });

  it('should ignore a row that is finished again', () => {
    const { pending } = threePages();
    for (const index of [1, 1, 1]) pending.remove(index);
    expect(pending.size()).toBe(7);
    expect([...(pending.position()?.delivered.toMap().keys() ?? [])]).toEqual(['b']);
  });
});

describe('the cost of pending rows of one second', () => {
  const TOTAL = 20_000;
  const PER_PAGE = 50;

  /** Picks the row to finish next, of those in work. */
  const orders: Readonly<Record<string, (open: readonly number[], step: number) => number>> = {
    'in their order': () => 0,
    'last one first': (open) => open.length - 1,
    'in any order': (open, step) => (step * 7_919) % open.length,
    'the first of each page last': (open) =>
      Math.max(
        0,
        open.findIndex((index) => index % PER_PAGE !== 0),
      ),
  };

  /** Works through a list, as many rows pending as the low-water mark says and a page more. */
  function work(lowWater: number, pick: (open: readonly number[], step: number) => number): void {
    const pending = createPending();
    const open: number[] = [];
    let position = startAfter(null);
    for (let added = 0, step = 0; added < TOTAL || open.length > 0; step += 1) {
      while (added < TOTAL && open.length <= lowWater) {
        const items = Array.from({ length: PER_PAGE }, (_, index) => ({
          id: String(added + index),
          updated_at: 5,
        }));
        pending.add(position, items);
        ({ position } = advanceBehind(
          position,
          { items, number: null, next: 'n' },
          { known: new Map() },
        ));
        for (const index of items.keys()) open.push(added + index);
        added += PER_PAGE;
      }
      const [index = -1] = open.splice(pick(open, step), 1);
      pending.remove(index);
      pending.position();
    }
  }

  it.each(Object.keys(orders))('should be linear where they are finished %s', (order) => {
    const pick = orders[order] ?? (() => 0);
    for (const lowWater of [0, 20]) {
      const steps = countSteps(() => {
        work(lowWater, pick);
      });
      expect(steps / TOTAL).toBeLessThan(5 * (10 + lowWater));
    }
  });

  it('should be linear where very many pages are pending, their first rows finished last', () => {
    const PAGES = 4_000;
    const steps = countSteps(() => {
      const pending = createPending();
      const pages = Array.from({ length: PAGES }, (_, page) => page * 5);
      for (const page of pages) pending.add(startAfter(String(page)), rows('abcde'));
      for (const page of pages) for (const row of [1, 2, 3, 4]) pending.remove(page + row);
      for (const page of pages) {
        pending.remove(page);
        pending.position();
      }
    });
    expect(steps / (5 * PAGES)).toBeLessThan(20);
  });
});
