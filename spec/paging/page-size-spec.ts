import { describe, expect, it } from '@jest/globals';
import { createPageSize } from '../../lib/paging/page-size.ts';

/** The sizes asked for, if each fails until there is no smaller one. */
function failing(whole: number): readonly number[] {
  const size = createPageSize(whole);
  const sizes = [size.current()];
  while (size.halve(size.current())) sizes.push(size.current());
  return sizes;
}

/** The sizes asked for, one success after the other, from 1 on. */
function recovering(whole: number): readonly number[] {
  const size = createPageSize(whole);
  while (size.halve(size.current()));
  const sizes = [size.current()];
  while (size.current() < whole) {
    size.grow();
    sizes.push(size.current());
  }
  return sizes;
}

describe('createPageSize', () => {
  it.each([1, 20, 150])('should begin with the whole size: %i', (whole) => {
    expect(createPageSize(whole).current()).toBe(whole);
  });

  it.each([
    [150, [150, 75, 37, 18, 9, 4, 2, 1]],
    [20, [20, 10, 5, 2, 1]],
    [3, [3, 1]],
    [2, [2, 1]],
    [1, [1]],
  ])('should halve %i down to 1, and no further', (whole, sizes) => {
    expect(failing(whole)).toEqual(sizes);
  });

  it('should stay at 1 when 1 was too many', () => {
    const size = createPageSize(2);
    expect(size.halve(2)).toBe(true);
    expect(size.halve(1)).toBe(false);
    expect(size.halve(1)).toBe(false);
    expect(size.current()).toBe(1);
  });

  it.each([
    [1, [1]],
    [5, [1, 2, 3, 4, 5]],
    [20, [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 20]],
  ])('should grow back to %i by an eighth a page', (whole, sizes) => {
    expect(recovering(whole)).toEqual(sizes);
  });

  it('should be whole again after 30 good pages, however large', () => {
    expect(recovering(150).length).toBeLessThanOrEqual(31);
    expect(recovering(150).at(-1)).toBe(150);
  });

  it('should not grow beyond the whole size', () => {
    const size = createPageSize(20);
    size.grow();
    expect(size.current()).toBe(20);
    size.halve(20);
    for (let count = 0; count < 50; count += 1) size.grow();
    expect(size.current()).toBe(20);
  });

  it('should halve what failed where that was less than the size', () => {
    const size = createPageSize(100);
    expect(size.halve(10)).toBe(true);
    expect(size.current()).toBe(5);
  });

  it('should not become larger by the failure of a request that was made before', () => {
    const size = createPageSize(100);
    size.halve(100);
    size.halve(50);
    expect(size.halve(100)).toBe(true);
    expect(size.current()).toBe(25);
  });

  it('should say no to less than one of a small request, and keep its size', () => {
    const size = createPageSize(100);
    expect(size.halve(1)).toBe(false);
    expect(size.current()).toBe(100);
  });

  it('should be one of its own each time', () => {
    const first = createPageSize(20);
    const second = createPageSize(20);
    first.halve(20);
    expect([first.current(), second.current()]).toEqual([10, 20]);
  });
});
