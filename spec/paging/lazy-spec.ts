import { describe, expect, it, jest } from '@jest/globals';
import { lazy } from '../../lib/paging/lazy.ts';

const withTotal = lazy('total');

describe('lazy', () => {
  it('should compute a property each time it is read, and not before', () => {
    const compute = jest.fn(() => 3);
    const page = withTotal({ number: 1 }, compute);
    expect(compute).not.toHaveBeenCalled();
    expect([page.number, page.total, page.total]).toEqual([1, 3, 3]);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('should make a property like others: in JSON, in copies, in comparisons', () => {
    const page = withTotal({ number: 1 }, () => 3);
    expect(JSON.stringify(page)).toBe('{"number":1,"total":3}');
    expect({ ...page }).toEqual({ number: 1, total: 3 });
    expect(Object.getOwnPropertyDescriptors({ ...page }).total).toMatchObject({ value: 3 });
    expect(page).toEqual({ number: 1, total: 3 });
    expect(structuredClone(page)).toEqual({ number: 1, total: 3 });
  });

  it('should take the place of a property', () => {
    expect({ ...withTotal({ total: 1 }, () => 3) }).toEqual({ total: 3 });
  });

  it('should give all objects the same getter, which keeps none of them', () => {
    const getters = [1, 2].map((number) => {
      const page = withTotal({ number }, () => number);
      return Object.getOwnPropertyDescriptor(page, 'total')?.get;
    });
    expect(getters[0]).toBe(getters[1]);
  });
});
