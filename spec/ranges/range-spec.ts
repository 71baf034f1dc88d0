import { describe, expect, it } from '@jest/globals';
import { advanceRange, openRange, type RangeState } from '../../lib/ranges/range.ts';

function rows(
  ...texts: readonly string[]
): readonly { readonly id: string; readonly at: number }[] {
  return texts.map((text) => {
    const [id = '', at = ''] = text.split('@');
    return { id, at: Number(at) };
  });
}

const timeOf = ({ at }: { readonly at: number }): number => at;

function seenOf({ seen }: RangeState): readonly string[] {
  return [...seen.toMap().keys()];
}

describe('advanceRange', () => {
  it('should keep the rows of its seconds, whatever the bounds let through', () => {
    const { fresh, range } = advanceRange(
      openRange(10, 20, false),
      rows('a@9', 'b@10', 'c@19', 'd@20'),
      timeOf,
    );
    expect(fresh.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(range).toMatchObject({ at: 19, delivered: 2, isDone: false });
    expect(seenOf(range)).toEqual(['c']);
  });

  it('should remember all ids of the last second, also over pages', () => {
    const first = advanceRange(openRange(10, 20, false), rows('a@11', 'b@12', 'c@12'), timeOf);
    const second = advanceRange(first.range, rows('b@12', 'c@12', 'd@12'), timeOf);
    expect(second.fresh.map(({ id }) => id)).toEqual(['d']);
    expect(second.range).toMatchObject({ at: 12, delivered: 4 });
    expect(seenOf(second.range)).toEqual(['b', 'c', 'd']);
  });

  it('should stay where it is when nothing is fresh', () => {
    const { range } = advanceRange(openRange(10, 20, false), rows('a@12'), timeOf);
    expect(advanceRange(range, rows('a@12', 'z@30'), timeOf)).toEqual({ fresh: [], range });
  });

  it('should be done at once where it has no second', () => {
    expect(openRange(10, 10, false).isDone).toBe(true);
  });
});
