import { describe, expect, it } from '@jest/globals';
import {
  InvalidOptionsError,
  conversations$,
  isIntercomError,
  type RateLimiter,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { deferred } from '../helpers/deferred.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { tooMany } from '../helpers/rate-limited.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { granted, scripted } from './scripted.ts';

useVirtualTime();

describe('a limiter that fails', () => {
  const failed = new Error('store is down');

  it('should be a typed error where reserve() throws', async () => {
    const { rateLimiter } = scripted(() => {
      throw failed;
    });
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'rateLimiter',
      cause: failed,
      message:
        'Invalid option rateLimiter: got one that failed; ' +
        'it must be a RateLimiter whose reserve() answers with milliseconds',
    });
    expect(urls()).toStrictEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'one that failed'],
    ['nothing, later', Promise.resolve(undefined), 'one that answers otherwise'],
    ['null', null, 'one that failed'],
    ['a text, later', Promise.resolve('soon'), 'one that answers otherwise'],
    ['a number as text, later', Promise.resolve('0'), 'one that answers otherwise'],
    ['null, later', Promise.resolve(null), 'one that answers otherwise'],
    ['false, later', Promise.resolve(false), 'one that answers otherwise'],
    ['an object', {}, 'one that failed'],
    ['no number', NaN, 'one that answers otherwise'],
    ['no number, later', Promise.resolve(NaN), 'one that answers otherwise'],
  ])('should be a typed error where it answers %s', async (_, answer, got) => {
    const { rateLimiter, updates } = scripted(() => answer as number);
    const { fetch, urls } = mockFetch(listBody(['1']));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(10);
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'rateLimiter',
      message:
        `Invalid option rateLimiter: got ${got}; ` +
        'it must be a RateLimiter whose reserve() answers with milliseconds',
    });
    expect(urls()).toStrictEqual([]);
    expect(updates).toStrictEqual([]);
  });

  it.each([Infinity, 1e300])(
    'should be a typed error where no date can be so late: %d ms',
    async (wait) => {
      const { rateLimiter } = scripted(() => wait);
      const { fetch, urls } = mockFetch(listBody(['1']));
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
      await pass();
      expect(isIntercomError(result.error)).toBe(true);
      expect(urls()).toStrictEqual([]);
    },
  );

  it.each(['update', 'pause'] as const)(
    'should be a typed error, in time, where %s() throws',
    async (name) => {
      const { rateLimiter } = scripted(granted);
      const failing: RateLimiter = {
        ...rateLimiter,
        [name]: () => {
          throw failed;
        },
      };
      const { fetch, urls } = mockFetch(tooMany({ 'Retry-After': '1' }), listBody(['1']));
      const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter: failing }));
      await pass(HOUR);
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      expect(result.error).toMatchObject({ field: 'rateLimiter', cause: failed });
      expect(urls()).toStrictEqual([FIRST]);
    },
  );

  it('should say after which cursor to resume', async () => {
    const { rateLimiter } = scripted(granted, () => NaN);
    const { fetch, urls } = mockFetch(listBody(['1'], 'b'));
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    await pass(HOUR);
    expect(result.error).toMatchObject({ field: 'rateLimiter', startingAfter: 'b' });
    expect(urls()).toStrictEqual([FIRST]);
  });

  it('should raise nothing where nobody listens any more', async () => {
    const pending = deferred<number>();
    const { rateLimiter } = scripted(() => pending.promise);
    const { fetch } = mockFetch();
    const result = collect(conversations$({ token: 'tk-7f3a', fetch, rateLimiter }));
    result.unsubscribe();
    pending.reject(failed);
    await pass(HOUR);
    // A rejection that nobody handles would fail this spec by itself.
    expect(result.state).toBe('open');
  });
});
