import { describe, expect, it } from '@jest/globals';
import { asyncScheduler } from 'rxjs';
import { createTestIntercom, type TestIntercomOptions } from '../../lib/testing/index.ts';
import { resolveOptions } from '../../lib/testing/test-intercom-options.ts';

describe('resolveOptions', () => {
  it('should fill in the documented defaults', () => {
    expect(resolveOptions({})).toEqual({
      conversations: 100,
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

  it.each<[string, TestIntercomOptions]>([
    ['conversations', { conversations: -1 }],
    ['conversations', { conversations: 1.5 }],
    ['rateLimit.limit', { rateLimit: { limit: -1, window: 1000 } }],
    ['rateLimit.window', { rateLimit: { limit: 1, window: 0 } }],
    ['rateLimit.window', { rateLimit: { limit: 1, window: 1500 } }],
    ['latency', { latency: -1 }],
    ['latency', { latency: Number.NaN }],
    ['version', { version: '2.99' }],
  ])('should refuse %s that cannot be', (name, options) => {
    expect(() => createTestIntercom(options)).toThrow(RangeError);
    expect(() => createTestIntercom(options)).toThrow(`Invalid option ${name}: `);
  });
});
