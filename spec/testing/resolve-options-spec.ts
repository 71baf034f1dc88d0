import { describe, expect, it } from '@jest/globals';
import { asyncScheduler } from 'rxjs';
import { createTestIntercom, type TestIntercomOptions } from '../../lib/testing/index.ts';
import { resolveOptions } from '../../lib/testing/resolve-options.ts';

describe('resolveOptions', () => {
  it('should fill in the documented defaults', () => {
    expect(resolveOptions({})).toEqual({
      conversations: 100,
      createdAt: undefined,
      light: false,
      parts: expect.any(Function),
      hidden: undefined,
      search: {
        bounds: 'exclusive',
        lag: 0,
        maxResults: Infinity,
        maxTotalCount: Infinity,
        ignoreSort: false,
        endEarly: expect.any(Function),
        refuseCursor: expect.any(Function),
      },
      deleted: [],
      compareDeleted: expect.any(Function),
      seed: 1,
      token: 'test-token',
      rateLimit: { limit: 1667, window: 10_000 },
      latency: 0,
      version: '2.7',
      fault: expect.any(Function),
      scheduler: asyncScheduler,
    });
  });

  it('should keep what it is given', () => {
    const given = { conversations: [], seed: 2, token: 't', rateLimit: null, latency: 5 };

    expect(resolveOptions(given)).toMatchObject(given);
  });

  it('should take undefined for every option', () => {
    const resolved = resolveOptions({});
    const names = Object.keys(resolved) as (keyof TestIntercomOptions)[];
    const options = Object.fromEntries(names.map((name) => [name, undefined]));
    const search = Object.fromEntries(
      Object.keys(resolved.search).map((name) => [name, undefined]),
    );

    expect(JSON.stringify(resolveOptions(options))).toBe(JSON.stringify(resolved));
    expect(JSON.stringify(resolveOptions({ search }))).toBe(JSON.stringify(resolved));
  });

  it.each<[string, TestIntercomOptions]>([
    ['conversations: got -1; it must be a whole number from 0', { conversations: -1 }],
    ['conversations: got 1.5; it must be a whole number from 0', { conversations: 1.5 }],
    [
      'rateLimit.limit: got -1; it must be a whole number from 0',
      { rateLimit: { limit: -1, window: 1000 } },
    ],
    [
      'rateLimit.window: got 0; it must be whole seconds, in milliseconds',
      { rateLimit: { limit: 1, window: 0 } },
    ],
    [
      'rateLimit.window: got 1500; it must be whole seconds, in milliseconds',
      { rateLimit: { limit: 1, window: 1500 } },
    ],
    ['latency: got -1; it must be milliseconds from 0', { latency: -1 }],
    ['latency: got NaN; it must be milliseconds from 0', { latency: Number.NaN }],
    [
      "search.bounds: got week; it must be 'exclusive', 'inclusive' or 'day'",
      { search: { bounds: 'week' as 'day' } },
    ],
    ['search.lag: got -1; it must be milliseconds from 0', { search: { lag: -1 } }],
    [
      'search.maxResults: got 0.5; it must be a whole number from 0, or Infinity',
      { search: { maxResults: 0.5 } },
    ],
    [
      'search.maxTotalCount: got -1; it must be a whole number from 0, or Infinity',
      { search: { maxTotalCount: -1 } },
    ],
    ["version: got 2.99; it must be a version of the API, such as '2.7'", { version: '2.99' }],
  ])('should refuse what cannot be, and say what can: %s', (problem, options) => {
    expect(() => createTestIntercom(options)).toThrow(new RangeError(`Invalid option ${problem}`));
  });
});
