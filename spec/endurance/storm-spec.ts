import { getEventListeners } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import { take } from 'rxjs';
import type { Conversation } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { HOUR } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { consumers, resumers } from './helpers/consumers.ts';
import { long, seeds } from './helpers/length.ts';
import { smallConversations } from './helpers/small-conversations.ts';
import { storm } from './helpers/storm.ts';
import { runThrough, useVirtualClock } from './helpers/virtual-clock.ts';

// Hundreds of faults are waited for and retried.
jest.setTimeout(60_000);
useVirtualClock();

const PER_PAGE = 5;
const PAGES = long(2_000, 200);
const conversations = smallConversations(PAGES * PER_PAGE);

describe.each(seeds(3))(`a storm over ${PAGES} pages, SEED=%i`, (seed) => {
  it.each([...consumers, ...resumers])(
    'should keep none from %s, and leave nothing behind',
    async (_, consume) => {
      const intercom = createTestIntercom({
        conversations,
        rateLimit: { limit: 300, window: 10_000 },
        fault: storm(seed),
      });
      const { signal } = new AbortController();
      const listen = jest.spyOn(signal, 'addEventListener');
      const options = {
        token: 'test-token',
        fetch: intercom.fetch,
        perPage: PER_PAGE,
        signal,
        timeout: 1_000,
        retry: { count: 50, initialDelay: 20, maxDelay: 200 },
        random: createRandom(seed, 1).next,
      };
      const atMost = take<Conversation>(conversations.length + 1);
      const { values, error } = await runThrough(consume(options).pipe(atMost), HOUR);
      expect(error).toBeUndefined();
      expect(ids(values)).toEqual(ids(conversations));
      const hit = intercom.requests.length - PAGES;
      expect(hit).toBeGreaterThan(PAGES / 4);
      expect(intercom.requests.filter(({ state }) => state === 'open')).toEqual([]);
      expect(jest.getTimerCount()).toBe(0);
      expect(listen).toHaveBeenCalled();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    },
  );
});
