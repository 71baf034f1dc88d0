import { describe, expect, it } from '@jest/globals';
import { createRateWindow, rateLimitHeaders } from '../../lib/testing/rate-window.ts';

describe('createRateWindow', () => {
  it('should count down to the first request that is one too many', () => {
    const { count } = createRateWindow({ limit: 2, window: 10_000 });
    const quotas = [count(1000), count(2000), count(3000), count(4000)];

    expect(quotas.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
    expect(quotas.map(({ exceeded }) => exceeded)).toEqual([false, false, true, true]);
  });

  it('should open the next window at a whole multiple of its length', () => {
    const { count } = createRateWindow({ limit: 1, window: 10_000 });

    expect(count(1_522_849_879_999)).toMatchObject({ exceeded: false, reset: 1_522_849_880 });
    expect(count(1_522_849_879_999)).toMatchObject({ exceeded: true, reset: 1_522_849_880 });
    expect(count(1_522_849_880_000)).toMatchObject({ exceeded: false, reset: 1_522_849_890 });
  });

  it('should refuse everything when the limit is 0', () => {
    const { count } = createRateWindow({ limit: 0, window: 1000 });

    expect(count(0)).toMatchObject({ exceeded: true, remaining: 0 });
  });
});

describe('rateLimitHeaders', () => {
  it('should tell limit, remaining and the reset in seconds', () => {
    const quota = { limit: 83, window: 10_000, remaining: 5, reset: 1_522_849_880 };

    expect(rateLimitHeaders({ ...quota, exceeded: false })).toEqual({
      'x-ratelimit-limit': '83',
      'x-ratelimit-remaining': '5',
      'x-ratelimit-reset': '1522849880',
    });
  });
});
