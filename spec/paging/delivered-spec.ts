import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDelivered, type Delivered } from '../../lib/paging/delivered.ts';
import { countSteps } from './count-steps.ts';
import { rows } from '../helpers/rows.ts';
import { delivered } from './positions.ts';

function entries(value: Delivered): readonly (readonly [string, number])[] {
  return [...value.toMap()];
}

describe('createDelivered', () => {
  it('should be empty at first', () => {
    const none = createDelivered();
    expect(entries(none)).toEqual([]);
    expect(none.has('a')).toBe(false);
  });

  it('should hold the rows it is given, the last one of each id', () => {
    const value = createDelivered([
      ['a', 5],
      ['b', 4],
      ['a', 6],
    ]);
    expect(entries(value)).toEqual([
      ['a', 6],
      ['b', 4],
    ]);
    expect(['a', 'b', 'c'].map(value.has)).toEqual([true, true, false]);
  });

  it('should keep no hold of the list it is given', () => {
    const list: [string, number][] = [['a', 5]];
    const value = createDelivered(list);
    list.push(['b', 4]);
    expect(value.has('b')).toBe(false);
  });
});

describe('Delivered', () => {
  it('should make another value of added rows, and stay as it is', () => {
    const before = delivered('a5');
    const after = before.with(rows('b4 c4'));
    expect(entries(after)).toEqual(entries(delivered('a5 b4 c4')));
    expect(entries(before)).toEqual(entries(delivered('a5')));
    expect([before.has('b'), after.has('b'), after.has('a')]).toEqual([false, true, true]);
  });

  it('should be the same value with no rows', () => {
    const value = delivered('a5');
    expect(value.with([])).toBe(value);
  });

  it('should replace the row of the same id, in the new value only', () => {
    const before = delivered('a5 b4');
    const after = before.with(rows('a7'));
    expect(entries(after)).toEqual(entries(delivered('a7 b4')));
    expect(entries(before)).toEqual(entries(delivered('a5 b4')));
  });

  it('should keep apart the values that are made of the same one', () => {
    const trunk = delivered('a5');
    const [left, right] = [trunk.with(rows('b4')), trunk.with(rows('c3 a8'))];
    const [leaf, later] = [left.with(rows('d2')), right.with(rows('b9'))];
    expect([trunk, left, right, leaf, later].map(entries)).toEqual(
      ['a5', 'a5 b4', 'a8 c3', 'a5 b4 d2', 'a8 c3 b9'].map((text) => entries(delivered(text))),
    );
    expect([trunk, left, right, leaf, later].map(({ has }) => has('b'))).toEqual([
      false,
      true,
      false,
      true,
      true,
    ]);
  });

  it('should hand out maps that its owner may change', () => {
    const value = delivered('a5');
    value.toMap().set('b', 4);
    value.toMap().clear();
    expect(entries(value)).toEqual([['a', 5]]);
    expect(value.has('b')).toBe(false);
  });

  it('should do as copied maps would, whatever it is made of', () => {
    const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), updated_at: fc.nat(9) });
    const step = fc.record({ from: fc.nat(), added: fc.array(row, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const values = [createDelivered()];
        const maps = [new Map<string, number>()];
        for (const { from, added } of steps) {
          const index = from % values.length;
          const map = new Map(maps[index]);
          for (const { id, updated_at } of added) map.set(id, updated_at);
          maps.push(map);
          values.push((values[index] ?? createDelivered()).with(added));
        }
        expect(values.map(entries)).toEqual(maps.map((map) => [...map]));
        for (const id of 'abcd') {
          expect(values.map(({ has }) => has(id))).toEqual(maps.map((map) => map.has(id)));
        }
      }),
    );
  });
});

describe('the cost of Delivered', () => {
  const row = (index: number) => [{ id: String(index), updated_at: 5 }] as const;

  /** A value of so many rows, added one at a time. */
  function grown(count: number): Delivered {
    let value = createDelivered();
    for (let index = 0; index < count; index += 1) value = value.with(row(index));
    return value;
  }

  it('should be counted: a copied map is as many steps as it has entries', () => {
    const map = grown(100).toMap();
    expect(countSteps(() => new Map(map))).toBeGreaterThanOrEqual(100);
    expect(countSteps(() => [...map])).toBeGreaterThanOrEqual(100);
  });

  it('should be linear where 20,000 rows are added one at a time', () => {
    expect(countSteps(() => grown(20_000))).toBeLessThan(10 * 20_000);
  });

  it('should depend on the added rows only, also where the value has grown since', () => {
    const [small, large] = [grown(10), grown(20_000)];
    large.with(row(-1));
    expect(countSteps(() => large.with(row(-2)))).toBeLessThan(100);
    expect(countSteps(() => large.has('19999'))).toBe(countSteps(() => small.has('9')));
  });

  it('should be linear where all are listed', () => {
    const value = grown(20_000);
    expect(countSteps(() => value.toMap())).toBeLessThan(10 * 20_000);
    expect(value.toMap().size).toBe(20_000);
  });

  /** A value that is made of so many, each of which was grown by another one before. */
  function forked(count: number): Delivered {
    let value = createDelivered();
    for (let index = 0; index < count; index += 1) {
      value.with(row(-index - 1));
      value = value.with([...row(2 * index), ...row(2 * index + 1)]);
    }
    return value;
  }

  it('should be near linear where each value is grown twice, and keep the stack flat', () => {
    const build = (count: number): number => countSteps(() => forked(count)) / count;
    expect(build(20_000)).toBeLessThan(2 * build(2_000));
    const value = forked(20_000);
    expect(value.toMap().size).toBe(40_000);
    expect([value.has('0'), value.has('39999'), value.has('-1')]).toEqual([true, true, false]);
    expect(countSteps(() => value.has('0'))).toBeLessThan(100);
  });
});
