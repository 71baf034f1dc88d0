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

  it('should be read through a proxy, also one that binds functions', () => {
    const page = new Proxy(
      withTotal({ number: 1 }, () => 3),
      {
        get(target, key, receiver) {
          const value: unknown = Reflect.get(target, key, receiver);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      },
    );
    expect(page.total).toBe(3);
  });

  it('should be replaced by another one', () => {
    expect(
      withTotal(
        withTotal({}, () => 1),
        () => 2,
      ).total,
    ).toBe(2);
  });

  it('should take the place of a property', () => {
    expect({ ...withTotal({ total: 1 }, () => 3) }).toEqual({ total: 3 });
  });

  it('should give all objects the same getter, which keeps none of them', () => {
    const [one, other] = [1, 2].map((number) =>
      Object.getOwnPropertyDescriptors(withTotal({ number }, () => number)),
    );
    expect(one?.total).toMatchObject({ get: other?.total.get });
  });
});
